"""Django settings. What differs between machines is read in `env.py`; nothing here guesses."""

from datetime import timedelta

import environ
from django.utils.translation import gettext_lazy as _

from cnrs_intl import database
from cnrs_intl.env import ROOT, VAR, environment
from cnrs_intl.mail import settings_of_mail

DEBUG = environment.debug
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = list(environment.allowed_hosts)

INSTALLED_APPS = [
    "cnrs_intl.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cnrs_intl.sign_in.SignInConfig",
    *environment.sso.apps,
    "django_filters",
    "django_tables2",
    "pgtrigger",
    "pghistory",
    "cnrs_intl.catalogue",
    "cnrs_intl",
    "offices",
    "partnerships",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cnrs_intl.security.ContentSecurityPolicyMiddleware",
    "cnrs_intl.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cnrs_intl.catalogue.history_context.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cnrs_intl.availability.AvailabilityMiddleware",
    "cnrs_intl.freshness.FreshnessMiddleware",
    *environment.sso.middleware,
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cnrs_intl.urls"
WSGI_APPLICATION = "cnrs_intl.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cnrs_intl.brand.brand",
            ],
        },
    },
]

# Quick, and widgets may have templates of ours.
FORM_RENDERER = "cnrs_intl.form_drawing.FormRenderer"

DATABASES = {
    "default": environ.Env.db_url_config(environment.database_url)
    if environment.database_url
    else database.cluster().parameters()
}
# How near a misspelt word must be to be offered, and two names to be compared: the operators of trigrams have no
# argument for it. The memory is what a word of all of a million records takes: with less, each of them is read to see
# whether it has the word.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    f"-c statement_timeout={environment.statement_timeout} -c max_parallel_workers_per_gather=0 -c work_mem=32MB"
    " -c pg_trgm.word_similarity_threshold=0.45 -c pg_trgm.similarity_threshold=0.6"
)
# Django's own server answers each connection in a thread of its own, which would keep one to the database.
DATABASES["default"] |= {"CONN_MAX_AGE": 0 if environment.debug else 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in. Long passwords rather than strange ones; a session is one working day, and ends at logout.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "cnrs_intl.permissions.PermissionsBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Against guessing: by account and address together, so that nobody locks out somebody else.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "cnrs_intl.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "cnrs_intl.sign_in.locked_out"
# Failures are kept until the next success, nothing else; neither a name nor an address is logged.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Single sign-on: only where the environment names a provider.
SSO = environment.sso
SOCIALACCOUNT_PROVIDERS = SSO.providers
SOCIALACCOUNT_ADAPTER = "cnrs_intl.sso.adapter.KnownAccountsAdapter"
ACCOUNT_ADAPTER = "cnrs_intl.sso.adapter.SilentAdapter"
SOCIALACCOUNT_ONLY = True
ACCOUNT_EMAIL_VERIFICATION = "none"

# Mail, SITE_URL and SENDS_MAIL.
globals().update(settings_of_mail(debug=DEBUG, folder=VAR / "mail", host=ALLOWED_HOSTS[0]))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMAT_MODULE_PATH = "cnrs_intl.formats"

BRAND = environment.brand

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Files of documents: outside of all that is served, read through a view that knows who may.
DOCUMENTS_ROOT = environment.documents_root
DOCUMENT_MAX_BYTES = environment.document_megabytes * 1024 * 1024

WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

ACCESSIBILITY_CONTACT = environment.accessibility_contact

FIXTURE_DIRS = [ROOT / "fixtures"]

# Security. The policy is Django 6's setting, sent by our middleware until then.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
SECURE_SSL_REDIRECT = environment.secure
# Health checks come from inside, in plain http.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if environment.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.secure
SECURE_HSTS_PRELOAD = environment.secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.trust_proxy else None
SESSION_COOKIE_SECURE = environment.secure
CSRF_COOKIE_SECURE = environment.secure
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

# A structure entered by hand with its terms, codes, sites and exchanges has several hundred fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

DJANGO_TABLES2_TEMPLATE = "catalogue/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
