"""The one settings file. Every variable that an operator may set is read here, through one of three typed readers."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import django

PACKAGE = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """The environment variable `name`, or `default` where it is unset or empty."""
    return os.environ.get(name, "") or default


def flag(name: str, *, default: bool = False) -> bool:
    """The environment variable `name` as yes or no (1, true, yes, on / 0, false, no, off)."""
    return text(name, "on" if default else "off").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The environment variable `name` as a list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


# Where the site keeps what it must not lose: database, secret, signing key.
HOME = Path(text("FOLKMOOT_HOME", "var")).absolute()
DEBUG = flag("FOLKMOOT_DEBUG")
DEMO = flag("FOLKMOOT_DEMO")
SITE_NAME = text("FOLKMOOT_SITE_NAME", "Folkmoot")
# The origin line of the record's checkpoints: a name that this site alone uses, by custom a host and path.
RECORD_ORIGIN = text("FOLKMOOT_RECORD_ORIGIN", "folkmoot.example/record")


def _secret() -> str:
    """The secret key: from the environment, else made once and kept in HOME."""
    if given := text("FOLKMOOT_SECRET_KEY"):
        return given
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(os.urandom(48).hex())
    return kept.read_text()


SECRET_KEY = _secret()
ALLOWED_HOSTS = words("FOLKMOOT_HOSTS", "127.0.0.1,localhost,[::1]")
# Where letters that nobody waits for at a page say that the site is.
ADDRESS = text("FOLKMOOT_ADDRESS", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = words("FOLKMOOT_TRUSTED_ORIGINS")
SECURE = flag("FOLKMOOT_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE
# Our server speaks plain HTTP, so HTTPS means a proxy before it. Only then is it believed about scheme and address.
PROXIES = int(text("FOLKMOOT_PROXIES", "1" if SECURE else "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

COMMONS = ["languages", "publicrecord", "accounts", "assemblies", "duties", "lineage", "notices"]
STAGES = ["contract", "lottery", "meetings", "deliberation", "ballots", "recommendations", "followup"]
WINDOWS = ["opendata"]
INSTALLED_APPS = [
    "folkmoot.web",
    *(f"folkmoot.windows.{name}" for name in WINDOWS),
    *(f"folkmoot.stages.{name}" for name in STAGES),
    *(f"folkmoot.commons.{name}" for name in COMMONS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "folkmoot.web.gate.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "folkmoot.web.gate.Blindfold",
    "folkmoot.web.gate.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "folkmoot.web.gate.FaultsInWords",
    "folkmoot.web.gate.Gate",
]

# One policy for both Djangos: built in from 6.0, django-csp before. Nothing inline, no other host, ever.
_POLICY: dict[str, Any] = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
}
if django.VERSION >= (6, 0):
    SECURE_CSP = _POLICY
    MIDDLEWARE.insert(1, "django.middleware.csp.ContentSecurityPolicyMiddleware")
else:
    CONTENT_SECURITY_POLICY = {"DIRECTIVES": _POLICY}
    MIDDLEWARE.insert(1, "csp.middleware.CSPMiddleware")

ROOT_URLCONF = "folkmoot.web.urls"
WSGI_APPLICATION = "folkmoot.web.wsgi.application"
FORM_RENDERER = "folkmoot.web.rendering.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "folkmoot.web.shell.page_frame",
            ],
            "builtins": ["folkmoot.web.templatetags.ui", "folkmoot.web.templatetags.acts"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL", f"sqlite:///{HOME / 'folkmoot.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # FULL: a ballot that was acknowledged survives a power cut. IMMEDIATE: writers queue instead of failing.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;",
    }
    # Tests stand on a file, too: only there do writers in several threads queue as they do on the site.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
# Only attempts are counted in it (codes, sign-ins): in the database, so that all processes share one limit.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts", "TIMEOUT": 600}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = text("FOLKMOOT_TIME_ZONE", "Europe/Copenhagen")
USE_TZ = True
FORMAT_MODULE_PATH = ["folkmoot.web.formats"]

STATIC_URL = "static/"
STATIC_ROOT = Path(text("FOLKMOOT_STATIC_ROOT", str(HOME / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or flag("FOLKMOOT_TESTING")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Without collected files (in development and in tests) they are served from where they lie.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or flag("FOLKMOOT_TESTING")
# Typed text needs little; files are counted apart. An attendance list asks two fields of each of up to 2,000 members.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 26_214_400

# Sign-in: a code by e-mail or a passkey, no passwords, and the same answer to a known and an unknown address. Every
# sign-in proves the address, so there is no other confirmation of it. Where there is a passkey, it guards the code.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "folkmoot.commons.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "folkmoot.commons.accounts.forms.SignInForm",
    "confirm_login_code": "folkmoot.commons.accounts.forms.CodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_SESSION_REMEMBER = True
MFA_FORMS = {
    "authenticate": "folkmoot.commons.accounts.forms.RecoveryForm",
    "reauthenticate": "folkmoot.commons.accounts.forms.RecoveryAgainForm",
    "add_webauthn": "folkmoot.commons.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "folkmoot.commons.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# One mail server for both Djangos: a dictionary from 6.1, single settings before.
_BACKEND = "folkmoot.commons.notices.mail.KeptInOutbox" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
_SMTP: dict[str, Any] = {
    "host": text("FOLKMOOT_SMTP_HOST", "127.0.0.1"),
    "port": int(text("FOLKMOOT_SMTP_PORT", "25")),
    "username": text("FOLKMOOT_SMTP_USER"),
    "password": text("FOLKMOOT_SMTP_PASSWORD"),
    "use_tls": flag("FOLKMOOT_SMTP_TLS"),
    "timeout": 10,
}
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": _BACKEND, "OPTIONS": {} if DEMO else _SMTP}}
else:
    EMAIL_BACKEND, EMAIL_TIMEOUT = _BACKEND, _SMTP["timeout"]
    EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = _SMTP["host"], _SMTP["port"], _SMTP["use_tls"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SMTP["username"], _SMTP["password"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("FOLKMOOT_MAIL_FROM", "folkmoot@localhost")

# Errors go to standard error, where the operator's system keeps them. Requests that went well are not written down.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
