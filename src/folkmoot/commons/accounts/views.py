"""The page of a person about herself, her passkeys, and the choice of language."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from folkmoot.commons.accounts import actions
from folkmoot.commons.accounts.forms import AddPasskeyForm, ConsentForm, SelfForm
from folkmoot.commons.accounts.models import Consent
from folkmoot.commons.accounts.queries import access_concerning, consent_given, consents_of, person_of
from folkmoot.commons.accounts.rules import WORDINGS


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Makes a passkey. Having just used it proves enough to see the recovery codes that come with it."""

    def form_valid(self, form: AddPasskeyForm) -> HttpResponse:
        """Keep the passkey, and remember that it was used a moment ago."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, person_of(self.request), "mfa", type="webauthn", reauthenticated=True)
        return response


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Her name and language, her ticks, who read her data, and the ways out."""
    person = person_of(request)
    form = SelfForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        actions.describe_self(by=person, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("accounts:me")
    ticks = [(purpose, gettext(wording), consent_given(person, purpose)) for purpose, wording in WORDINGS.items()]
    withdrawn = consents_of(person).exclude(withdrawn_at=None)
    access = access_concerning(person)[:20]
    return render(request, "accounts/me.html", {"form": form, "ticks": ticks, "withdrawn": withdrawn, "access": access})


@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Give one consent or take it back."""
    form = ConsentForm(request.POST)
    if form.is_valid():
        purpose = Consent.Purpose(form.cleaned_data["purpose"])
        if form.cleaned_data["agreed"]:
            actions.give_consent(by=person_of(request), purpose=purpose, wording=gettext(WORDINGS[purpose]))
            messages.success(request, gettext("Thank you. You can take this back at any time."))
        else:
            actions.withdraw_consent(by=person_of(request), purpose=purpose)
            messages.success(request, gettext("Taken back. It no longer holds from now on."))
    return redirect("accounts:me")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End her sessions on every device, this one too."""
    actions.sign_out_everywhere(by=person_of(request))
    logout(request)
    messages.success(request, gettext("You are signed out on every device."))
    return redirect("front")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, on this device and, for someone signed in, on all of hers."""
    response = set_language(request)
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        actions.choose_language(by=person_of(request), language=chosen)
    return response
