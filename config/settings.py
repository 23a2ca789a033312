"""Every setting of the site, read from the environment (or from files named by X_FILE)."""

from pathlib import Path

import django
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("TAKWIN_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
# What is held for a moment only, uploads above all: swept, never kept, never saved.
SCRATCH_DIR = VAR_DIR / "scratch"
SCRATCH_DIR.mkdir(mode=0o700, exist_ok=True)

# "demonstration" opens without keys and certificates; "ministry" insists on every protection.
MODE = env.str("TAKWIN_MODE", default="demonstration")
IN_MINISTRY = MODE == "ministry"
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="" if IN_MINISTRY else "demonstration-only-not-a-secret-" + "0" * 32)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "accounts",
    "registers",
    "workflow",
    "forms",
    "documents",
    "processes",
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "guardian",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.HardenedHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.KeepTypedForm",
    "config.middleware.NamedAddresses",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The markup of forms comes from Django's own folder: its application would take the label of ours.
        "DIRS": [BASE_DIR / "templates", Path(django.__file__).parent / "forms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "config.renderer.TakwinRenderer"

# One file by default; PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'takwin.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": False,
        # How often a statement is sent before the server keeps its plan: never, behind a pooler that forbids it.
        "prepare_threshold": 2 if env.bool("PREPARE", default=True) else None,
        "options": "-c statement_timeout=10000 -c idle_in_transaction_session_timeout=15000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://takwin")}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_AUTO_PREFETCH = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.Signup"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"signup": "allauth.account.forms.SignupForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Takwin"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_MINISTRY
USERSESSIONS_TRACK_ACTIVITY = False
# Staff must hold a second factor; the demonstration lets its fictional people in without one.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=IN_MINISTRY)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_SAMESITE = "Lax"
# Posts to these addresses survive the end of a session (see accounts.middleware).
KEEPABLE_VIEWS = ["workflow:application", "workflow:act", "workflow:answer_item"]
CSRF_FAILURE_VIEW = "config.views.csrf_failure"

# Languages: Arabic and French are equal, English is the language of the code.
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Africa/Tunis"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Attachments and documents lie outside the web root, under random names.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_TEMP_DIR = SCRATCH_DIR
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # the marks of an examination: six hundred lines
DATA_UPLOAD_MAX_NUMBER_FILES = 20
CLAMD_SOCKET = env.str("CLAMD_SOCKET", default="")
CLAMD_HOST = env.str("CLAMD_HOST", default="")

# E-mail
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:  # without a mail server, messages are written into a folder
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Takwin <no-reply@takwin.invalid>")

# Text messages: "console" (the log), the dotted path of a function, or nothing: telephones are then taken as typed.
SMS_GATEWAY = env.str("SMS_GATEWAY", default="" if IN_MINISTRY else "console")

# Work after commit: a thread of the web process, or Celery workers.
OUTBOX_DRAIN = env.str("OUTBOX_DRAIN", default="thread")  # thread | celery | none
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="redis://127.0.0.1:6379/0")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 55
LEDGER_ORIGIN = env.str("LEDGER_ORIGIN", default="takwin.invalid/ledger")
LEDGER_KEY = Path(env.str("LEDGER_KEY", default=str(VAR_DIR / "keys" / "ledger.pem")))
SEAL_KEY = Path(env.str("SEAL_KEY", default=str(VAR_DIR / "keys" / "seal.pem")))
# Public keys (PEM) of seals that were replaced: what they sealed still proves itself.
SEAL_FORMER_KEYS = env.list("SEAL_FORMER_KEYS", default=[])
# Verifiable credentials: the key that signs them, and public keys (PEM) of those that were replaced.
CREDENTIAL_KEY = Path(env.str("CREDENTIAL_KEY", default=str(VAR_DIR / "keys" / "credentials.pem")))
CREDENTIAL_FORMER_KEYS = env.list("CREDENTIAL_FORMER_KEYS", default=[])
SEAL_PROFILE = env.str("SEAL_PROFILE", default="S1")
LEDGER_ANCHORS = Path(env.str("LEDGER_ANCHORS", default=str(VAR_DIR / "anchors")))

# Signature of documents: PKCS#12 files, or a token behind a PKCS#11 module; the demonstration makes its own.
SIGNATURE_P12 = env.str("SIGNATURE_P12", default="")
SIGNATURE_P12_PASSWORD = env.str("SIGNATURE_P12_PASSWORD", default="")
SIGNATURE_SEAL_P12 = env.str("SIGNATURE_SEAL_P12", default="")
SIGNATURE_SEAL_P12_PASSWORD = env.str("SIGNATURE_SEAL_P12_PASSWORD", default="")
SIGNATURE_PKCS11_MODULE = env.str("SIGNATURE_PKCS11_MODULE", default="")
SIGNATURE_PKCS11_TOKEN = env.str("SIGNATURE_PKCS11_TOKEN", default="")
SIGNATURE_PKCS11_PIN = env.str("SIGNATURE_PKCS11_PIN", default="")
SIGNATURE_PKCS11_KEY = env.str("SIGNATURE_PKCS11_KEY", default="signature")
SIGNATURE_PKCS11_SEAL_KEY = env.str("SIGNATURE_PKCS11_SEAL_KEY", default="")
SIGNATURE_TSA_URL = env.str("SIGNATURE_TSA_URL", default="")
SIGNATURE_ROOTS = env.str("SIGNATURE_ROOTS", default="")  # PEM: whom validation trusts
SIGNATURE_CRL_DIR = env.str("SIGNATURE_CRL_DIR", default="")  # *.crl: what validation takes for revoked

# Protections
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
if IN_MINISTRY:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked by the proxy itself, inside the house
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    if env.bool("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MINISTRY_NAME = _("Ministry of Employment and Vocational Training")
SOURCE_CODE_URL = env.str("SOURCE_CODE_URL", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # repr() of the message keeps one event on one line, whatever a person typed.
    "formatters": {"line": {"()": "config.logging.OneLine", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
