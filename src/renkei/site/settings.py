"""Django's settings, made from the environment; nothing here is a person's to edit."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from renkei.site.accounts import openid
from renkei.site.environment import Address, read_environment
from renkei.site.environment.address import origin
from renkei.site.operations import logs

ENVIRONMENT = read_environment()
HERE = Path(__file__).parent


def _database(address: Address | None) -> dict[str, Any]:
    if address is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENVIRONMENT.data / "site.sqlite3",
            "CONN_MAX_AGE": 60,  # the last one to close writes the whole journal back
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits its turn at the start, never fails half-way
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Planned once a connection, not once a question: planning the policy's conditions cost more than answering
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
    }


SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DATABASES = {"default": _database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "renkei.site.urls"
WSGI_APPLICATION = "renkei.site.wsgi.application"

FLOOR = ["accounts", "audit", "outbox", "files", "ui", "tokens"]
STATIONS = ["directory", "calls", "applications", "review", "decisions", "portfolio"]
ABOVE = ["desk", "home", "search"]
INSTALLED_APPS = [
    *(f"renkei.site.{name}" for name in [*FLOOR, *STATIONS, *ABOVE]),  # first: our templates before others'
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.forms",
]

MIDDLEWARE = [
    "renkei.site.operations.health.HealthMiddleware",
    "renkei.site.operations.middleware.RequestLogMiddleware",
    "renkei.site.security.proxies.ProxiesMiddleware",
    "renkei.site.security.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "renkei.site.ui.middleware.ReaderMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "renkei.site.policy.middleware.ActorMiddleware",
    "renkei.site.accounts.middleware.SecondFactorMiddleware",
]

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
                "renkei.site.ui.context.page",
            ],
        },
    },
]

FORM_RENDERER = "renkei.site.ui.renderer.Renderer"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese")), ("fr", _("French"))]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA = ENVIRONMENT.data
MEDIA_ROOT = ENVIRONMENT.data / "files"  # outside the web root: served by `files` only, through the policy
LARGEST_FILE = ENVIRONMENT.largest_file
CLAMAV = ENVIRONMENT.clamav
FILE_UPLOAD_HANDLERS = [
    "renkei.site.files.upload.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SITE_ADDRESS = origin(ENVIRONMENT.address)  # how links in mails begin
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
SMTP = ENVIRONMENT.smtp
EMAIL_BACKEND = "renkei.site.outbox.backend.OutboxBackend"  # whatever Django sends goes through the outbox too
DEFAULT_FROM_EMAIL = ENVIRONMENT.sender
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PROXIES = ENVIRONMENT.proxies
LOGGING = logs.LOGGING
logs.configure()

# Accounts (renkei.site.accounts)
SECOND_FACTOR_REQUIRED = not ENVIRONMENT.demo  # of staff; a demonstration lets everybody try every role
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "renkei.site.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Renkei: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_ADDRESS.partition(":")[0]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip"}  # a whole institute has one address; failures are limited apart
MFA_ADAPTER = "renkei.site.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Renkei"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds
SOCIALACCOUNT_PROVIDERS = openid.providers(ENVIRONMENT.oidc)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Security (renkei.site.security)
FORMS_ALSO_TO = openid.origin_of(ENVIRONMENT.oidc)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.demo
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.demo else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other names of the agency are not ours to bind
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}}
