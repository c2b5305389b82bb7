"""Django's settings, made from the environment; nothing here is a person's to edit."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

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
STATIONS = ["directory", "calls", "applications"]
ABOVE = ["home", "search"]
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
