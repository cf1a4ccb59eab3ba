"""Forms of accounts: signing in, passkeys, oneself."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from folkmoot.commons.accounts.actions import admit_stranger
from folkmoot.commons.accounts.models import Consent, Person

RECOVERY_HINT = _("Eight characters from the list that you printed or saved. Each code works once.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """An address; what follows is the same whether it is known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label, field.help_text = _("Your e-mail address"), _("We send a code to it. There is no password.")
        field.error_messages["required"] = _("Write your e-mail address, so that the code can reach you.")
        field.widget.attrs.pop("placeholder", None)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Send a code to the address, also to one seen for the first time."""
        self.user: Person = admit_stranger(email=self.cleaned_data["login"])
        response: HttpResponse = super().login(request, redirect_url)
        return response


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = _("Code from the mail"), _("Capitals and the dash do not matter.")
        field.error_messages["required"] = _("Write the code that we sent you.")
        field.widget.attrs.pop("placeholder", None)


class _RecoveryCode(forms.Form):
    """Puts the code field of the sign-in library into our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = _("Recovery code"), RECOVERY_HINT
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["autocomplete"] = "off"


class RecoveryForm(_RecoveryCode, AuthenticateForm):  # type: ignore[misc]
    """A recovery code in place of a passkey, while signing in."""


class RecoveryAgainForm(_RecoveryCode, ReauthenticateForm):  # type: ignore[misc]
    """A recovery code in place of a passkey, before a change to the account."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call this device?")
        self.fields["name"].help_text = _("For example: my phone. Only you see it.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Let me sign in with this passkey alone, without a code by e-mail"), True
        alone.help_text = _("Your device then asks for your finger, your face or its PIN.")


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call this device?")


class SelfForm(forms.ModelForm[Person]):
    """How she wants to be called and in which language she reads."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As my browser asks")), *settings.LANGUAGES],
        required=False,
        help_text=_("For pages and mails."),
    )

    class Meta:
        model = Person
        fields = ("name", "language")
        labels = {"name": _("Your name")}
        help_texts = {"name": _("As the team of your assemblies sees it. It never enters the public record.")}


class ConsentForm(forms.Form):
    """One tick, given or taken back with one button."""

    purpose = forms.ChoiceField(choices=Consent.Purpose.choices, widget=forms.HiddenInput)
    agreed = forms.BooleanField(required=False, widget=forms.HiddenInput)
