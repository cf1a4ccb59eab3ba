"""Addresses of signing in, under the names that the sign-in library asks for: only the doors that we use.

No address here knows a password, and there is no separate sign-up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from folkmoot.commons.accounts.views import AddPasskey, choose_language

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_passkeys = RedirectView.as_view(pattern_name="mfa_list_webauthn")

urlpatterns = [
    path("language/", choose_language, name="set_language"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/new/", to_sign_in, name="account_signup"),
    path("sign-in/again/", to_sign_in, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/out/", account.logout, name="account_logout"),
    path("sign-in/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/confirm/recovery-code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("sign-in/passkeys/all/", to_passkeys, name="mfa_index"),
    path("sign-in/passkeys/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("sign-in/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sign-in/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sign-in/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
