"""The gate: every page is closed unless a manifest names the right that opens it, and no page is cached by default."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, assembly_at, roles_of
from folkmoot.commons.languages.queries import said
from folkmoot.core.faults import Fault, Faults
from folkmoot.manifest import Right, Role
from folkmoot.web.shell import blind_pages, rights_by_page

Respond = Callable[[HttpRequest], HttpResponse]
# Sign-in and the security settings of one's own account guard themselves; they belong to no assembly.
SELF_GUARDED = ("account_", "mfa_")
# No link of the site asks for more; what is longer makes databases give up (search patterns, numbers of many digits).
MOST_ASKED = 4_000


class PrivateByDefault:
    """Marks every page as not to be stored by caches, unless the page says otherwise."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer."""
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class Blindfold:
    """Forgets who asks on the pages that take secret votes, before the session is read or an account loaded."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Decide by the page's name who the request may be."""
        try:
            page = resolve(request.path_info).view_name
        except Resolver404:
            page = ""
        if page in blind_pages():
            request.user = AnonymousUser()
        return self.get_response(request)


class ReaderLanguage:
    """Speaks the language that the reader keeps or chose, else her browser's, else English; the address stays."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the language, answer in it, and say which it was."""
        kept = request.user.language if isinstance(request.user, Person) else ""
        language = kept or translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.setdefault("Content-Language", translation.get_language() or language)
        return response


class FaultsInWords:
    """A fault that no form caught becomes a page that says what happened and what to do next."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done by the hook below."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render a `Fault` or `Faults`; leave everything else to Django."""
        if isinstance(error, Fault | Faults):
            faults = error.faults if isinstance(error, Faults) else (error,)
            return render(request, "fault.html", {"sentences": [said(fault) for fault in faults]}, status=409)
        return None


class Gate:
    """Opens a page to those who hold its right, and hands the view the assembly instead of its slug."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done by the hook below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request pass, send it to sign-in, or refuse it."""
        asked = request.META.get("QUERY_STRING", "")
        if len(asked) > MOST_ASKED or "%00" in asked:
            raise BadRequest
        page = request.resolver_match.view_name if request.resolver_match else ""
        if page.startswith(SELF_GUARDED):
            return None
        right = rights_by_page().get(page)
        if right is None:
            raise PermissionDenied
        assembly = _assembly(request, kwargs)
        # A page open to everybody does not even look who reads: the page that takes secret ballots relies on it.
        if Role.CITIZEN in right.roles or roles_of(request.user, assembly) & right.roles:
            return None
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        raise PermissionDenied


def _assembly(request: HttpRequest, kwargs: dict[str, Any]) -> Assembly | None:
    """The assembly that the address names, also put where views and templates look; strangers see no draft."""
    if "assembly" not in kwargs:
        return None
    found = assembly_at(kwargs["assembly"])
    if found is None or (found.opened_at is None and roles_of(request.user, found) <= _STRANGERS):
        raise Http404
    kwargs["assembly"] = found
    request.assembly = found  # type: ignore[attr-defined]
    return found


_STRANGERS = frozenset({Role.CITIZEN, Role.SIGNED_IN, Role.CONVENER})


def may(request: HttpRequest, right: Right, assembly: Assembly | None) -> bool:
    """Whether the reader holds `right`: for showing a button, never instead of the action's own check."""
    return bool(roles_of(request.user, assembly) & right.roles)
