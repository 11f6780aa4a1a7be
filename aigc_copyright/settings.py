"""The settings: embedded by default, production by environment variables (`.env.example`)."""

from __future__ import annotations

import logging.config
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from aigc_copyright import env, postgres
from aigc_copyright.database_file import PrivateConnection
from aigc_copyright.logs import FORMATS, LogFormat, logging_config
from assessments.quotas.limits import read_limits

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "data").absolute()
DEBUG = env.boolean("DEBUG", default=True)
SITE_ROOT = env.address("SITE_ROOT", default="http://localhost:8000")
_site = urlsplit(SITE_ROOT)

DEVELOPMENT_KEY = "development-only-key-refused-when-debug-is-off-000000000000"
SECRET_KEY = env.secret("SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else None)
if not SECRET_KEY:
    raise env.BadEnvironment("SECRET_KEY (or SECRET_KEY_FILE) is required when DEBUG is False.")
if not DEBUG:
    env.require_secret("SECRET_KEY", SECRET_KEY, known=DEVELOPMENT_KEY)
# Earlier keys, with spaces between them: what they signed or encrypted still opens.
SECRET_KEY_FALLBACKS = (env.secret("SECRET_KEY_FALLBACKS") or "").split()
if not DEBUG and DEVELOPMENT_KEY in SECRET_KEY_FALLBACKS:
    raise env.BadEnvironment("SECRET_KEY_FALLBACKS has the development key, which everybody knows.")

ALLOWED_HOSTS = [_site.hostname or "localhost"]
if DEBUG:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]

INSTALLED_APPS = [
    "aigc_copyright.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "cases",
    "assessments",
    "assessments.matters",
    "aigc_copyright.apps.ProjectConfig",
]

MIDDLEWARE = [
    "aigc_copyright.requests.RequestRecord",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assessments.site.middleware.PageHeaders",
    "csp.middleware.CSPMiddleware",
    "assessments.site.nul.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "assessments.site.unseen.UnseenNamed",
    "assessments.works.visits.Visits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "assessments.accounts.middleware.PersonalLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "assessments.quotas.middleware.Quotas",
    "assessments.site.refused_forms.RefusedForms",
]

ROOT_URLCONF = "aigc_copyright.urls"
WSGI_APPLICATION = "aigc_copyright.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assessments.site.product.context",
            ],
        },
    },
]

POSTGRES_HOST = env.text("POSTGRES_HOST")
if POSTGRES_HOST:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": POSTGRES_HOST,
            "PORT": env.text("POSTGRES_PORT") or "5432",
            "NAME": env.text("POSTGRES_DB") or "aigc_copyright",
            "USER": env.text("POSTGRES_USER") or "aigc_copyright",
            "PASSWORD": env.secret("POSTGRES_PASSWORD") or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": postgres.OPTIONS,
        }
    }
else:
    env.folder("DATA_DIR", default=DATA_DIR)  # SQLite creates the file, but not the folder
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "db.sqlite3",
            "OPTIONS": {
                "factory": PrivateConnection,
                # Writers wait for the lock at the start instead of failing within a transaction.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # REPLACE then asks the triggers of the rows that it removes (assessments.audit).
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA recursive_triggers=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:list"
LOGOUT_REDIRECT_URL = "home"

# Accounts (django-allauth): e-mail and password. The address is confirmed by a code, because a
# link that opens in the browser of a mail program would lose the session with an open interview.
ACCOUNT_ADAPTER = "assessments.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "assessments.accounts.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": "assessments.accounts.forms_allauth.SignInForm",
    "signup": "assessments.accounts.forms_allauth.SignUpForm",
    "add_email": "assessments.accounts.forms_allauth.AddAddressForm",
    "change_password": "assessments.accounts.forms_allauth.PasswordForm",
    "reset_password": "assessments.accounts.forms_allauth.ResetForm",
    "reset_password_from_key": "assessments.accounts.forms_allauth.NewPasswordForm",
    "reauthenticate": "assessments.accounts.forms_allauth.ReauthenticateForm",
    "confirm_email_verification_code": "assessments.accounts.forms_allauth.AddressCodeForm",
}
MFA_FORMS = {
    "authenticate": "assessments.accounts.forms_allauth.SecondFactorForm",
    "reauthenticate": "assessments.accounts.forms_allauth.ReauthenticateSecondFactorForm",
    "activate_totp": "assessments.accounts.forms_allauth.ActivateForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Wrong passwords and codes are counted in the database, by `assessments.accounts.attempts`.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ACCOUNT_SESSION_REMEMBER = True
MFA_TOTP_TOLERANCE = 1  # time steps of 30 s that a clock may be off (RFC 6238, 5.2)
# Number of proxies that add to X-Forwarded-For, by which rate limits identify a visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", default=0 if DEBUG else 1)

# E-mail. In development it goes to a local mail server and is shown at /mailbox/.
EMAIL_HOST = env.text("EMAIL_HOST") or "127.0.0.1"
EMAIL_SECURITY = env.text("EMAIL_SECURITY") or "starttls"
if EMAIL_SECURITY not in ("starttls", "tls", "none"):
    raise env.BadEnvironment("EMAIL_SECURITY must be starttls, tls or none.")
MAIL_SERVER_GIVEN = bool(env.text("EMAIL_HOST"))
MAILBOX_DIR = DATA_DIR / "mailbox" if DEBUG and not MAIL_SERVER_GIVEN else None
if MAILBOX_DIR:
    EMAIL_PORT = env.integer("MAILBOX_PORT", default=1025, minimum=1)
else:
    usual = {"starttls": 587, "tls": 465, "none": 25}[EMAIL_SECURITY]
    EMAIL_PORT = env.integer("EMAIL_PORT", default=usual, minimum=1)
    EMAIL_USE_TLS = EMAIL_SECURITY == "starttls"
    EMAIL_USE_SSL = EMAIL_SECURITY == "tls"
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER") or ""
    EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD") or ""
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL") or f"noreply@{_site.hostname or 'localhost'}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CSRF_FAILURE_VIEW = "assessments.site.views.csrf_refused"

PRODUCT_NAME = _("Proof of Making")
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["aigc_copyright.formats"]
TIME_ZONE = env.time_zone("TIME_ZONE", default="Asia/Shanghai")
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
# How much anybody may do (`assessments.quotas.limits`), how many steps one request may assess
# (`results/too_long.py`), and the free disk in MiB under which no files are taken in.
_shares = env.integer("SHARES_PER_DAY", default=20, minimum=1)
_messages = env.integer("MESSAGES_PER_HOUR", default=30, minimum=1)
_own = {"shares__account": f"{_shares}/d", "messages__account": f"{_messages}/h"}
try:
    QUOTAS = read_limits(env.text("QUOTAS") or "", **_own)
except ValueError as error:
    raise env.BadEnvironment(f"QUOTAS: {error}") from error
ASSESS_SIZE_MAX = env.integer("ASSESS_SIZE_MAX", default=1000)
DISK_FREE_MIB = env.integer("DISK_FREE_MIB", default=2048)
FILE_UPLOAD_HANDLERS = [
    "assessments.site.part_headers.PartHeaders",
    "assessments.quotas.gate.UploadGate",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Uploaded evidence: limits of size and number, and the intervals of checks and deletion.
UPLOAD_FILE_MIB = env.integer("UPLOAD_FILE_MIB", default=1024, minimum=1)
UPLOAD_DRAFT_MIB = env.integer("UPLOAD_DRAFT_MIB", default=4096, minimum=1)
UPLOAD_DRAFT_FILES = env.integer("UPLOAD_DRAFT_FILES", default=500, minimum=1)
ORIGINAL_CHECK_DAYS = env.integer("ORIGINAL_CHECK_DAYS", default=30, minimum=1)
ORIGINAL_FORGET_DAYS = env.integer("ORIGINAL_FORGET_DAYS", default=1, minimum=1)
# Public keys of age (age1…) that `manage.py backup` encrypts for, with spaces between them.
BACKUP_RECIPIENT = env.public_keys("BACKUP_RECIPIENT")
# Letterhead, declarations and closing of the firm that memos are made for: a YAML file.
MEMO_FIRM_FILE = env.text("MEMO_FIRM_FILE")
# Timestamps of a third party (RFC 3161): its address, and a PEM file of trusted root certificates.
TIMESTAMP_URL = env.text("TIMESTAMP_URL")
TIMESTAMP_ROOTS = env.text("TIMESTAMP_ROOTS")
TIMESTAMP_SECONDS = env.integer("TIMESTAMP_SECONDS", default=20, minimum=1)
# Trusted signers of Content Credentials besides those on the C2PA trust list.
C2PA_TRUST_ANCHORS = env.certificates("C2PA_TRUST_ANCHORS")
# Readers that are not part of this application (docs/readers.md): the folder that their packages
# are installed in, and the names of those that are turned on.
EXTERNAL_READERS_FOLDER = env.package_folder("EXTERNAL_READERS_FOLDER")
EXTERNAL_READERS = env.names("EXTERNAL_READERS", most=8)  # each may hang for 30 s
if EXTERNAL_READERS and EXTERNAL_READERS_FOLDER is None:
    raise env.BadEnvironment("EXTERNAL_READERS needs EXTERNAL_READERS_FOLDER.")
# A record pasted as text may be as large as an uploaded one (`cases.record`: 20 MiB).
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
# Stored files are in MEDIA_ROOT, or in a private bucket of write-once objects.
_files: dict[str, object] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
S3_BUCKET = env.text("S3_BUCKET")
_s3 = {
    "endpoint_url": env.text("S3_ENDPOINT_URL") and env.address("S3_ENDPOINT_URL", default=""),
    "region_name": env.text("S3_REGION"),
    "addressing_style": env.text("S3_ADDRESSING"),
}
if _s3["addressing_style"] not in (None, "path", "virtual"):
    raise env.BadEnvironment("S3_ADDRESSING must be path or virtual.")
if S3_BUCKET:
    if bool(env.text("AWS_ACCESS_KEY_ID")) != bool(env.text("AWS_SECRET_ACCESS_KEY")):
        raise env.BadEnvironment("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY need each other.")
    _files = {
        "BACKEND": "aigc_copyright.object_storage.WriteOnceS3Storage",
        "OPTIONS": {"bucket_name": S3_BUCKET, **_s3},
    }
elif any(_s3.values()):
    raise env.BadEnvironment("S3_BUCKET is required where S3_ENDPOINT_URL or another S3_… is set.")
STORAGES: dict[str, dict[str, object]] = {
    "default": _files,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "aigc_copyright.static_files.HashedStaticFiles"
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Background work (`assessments.jobs`). Rows are the queue; a message only wakes a worker.
JOB_LEASE_SECONDS = env.integer("JOB_LEASE_SECONDS", default=30, minimum=1)
JOB_SWEEP_SECONDS = env.integer("JOB_SWEEP_SECONDS", default=10, minimum=1)
JOB_TIME_LIMIT = env.integer("JOB_TIME_LIMIT", default=300, minimum=1)
JOB_ATTEMPTS = env.integer("JOB_ATTEMPTS", default=3, minimum=1)
# A job that waits untaken for longer makes `/readyz` say that the queue is degraded.
QUEUE_AGE_SECONDS = env.integer("QUEUE_AGE_SECONDS", default=300, minimum=1)
JOB_WAIT_SECONDS = 30  # after this a page states that no worker seems to run
# An e-mail that no mail server took: how long it waits at first, and when it is given up.
MAIL_RETRY_SECONDS = env.integer("MAIL_RETRY_SECONDS", default=300, minimum=1)
MAIL_RETRY_HOURS = env.integer("MAIL_RETRY_HOURS", default=72, minimum=1)

# Imported before a task is sent: Celery is loaded only by what sends or does background work.
JOB_APP = "aigc_copyright.celery.app"
REDIS_URL = env.text("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False  # the sweep dispatches again; no request waits for the broker
# Ends what the heartbeat of a job cannot interrupt: a call into C that does not return.
CELERY_TASK_TIME_LIMIT = JOB_TIME_LIMIT + 30
# The lanes of jobs; a worker without --queues serves all, the first one first.
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {"interactive": {}, "bulk": {}, "long": {}}
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker however long it takes
CELERY_TIMEZONE = TIME_ZONE
_FALLBACK = "aigc_copyright.fallback_cache.FallbackCache"
_memory: dict[str, object] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
if REDIS_URL:
    _first_cache: dict[str, object] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "aigc_copyright",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
    _second_cache: dict[str, object] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        **{"LOCATION": "assessments_cacherow", "OPTIONS": {"MAX_ENTRIES": 10000}},
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "queue_order_strategy": "priority",  # of the lanes of a worker, as it names them
        # Longer than any task, so that a message is not delivered again while its task runs.
        "visibility_timeout": CELERY_TASK_TIME_LIMIT + 30,
        # By default, messages of a killed worker are restored only every 100 seconds.
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 3,
        "socket_timeout": 10,
        # Whoever sends a message gives up at once (0 would mean never); a sweep sends it later.
        # Workers wait for their broker by CELERY_BROKER_CONNECTION_MAX_RETRIES.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    }
else:
    # A cache in files, because several web processes share the counts of sign-in attempts; on a
    # full disk each of them counts by itself.
    _first_cache = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10000},
    }
    _second_cache = _memory
    CELERY_BROKER_URL = "memory://localhost/"  # never used: the embedded worker needs no broker

# Sessions are rows in either case: they outlive an outage of Redis. "pages": docs/decisions/0021.
CACHES = {
    "default": {"BACKEND": _FALLBACK, "OPTIONS": {"first": "first", "second": "second"}},
    "first": _first_cache,
    "second": _second_cache,
    "results": {**_memory, "LOCATION": "results", "OPTIONS": {"MAX_ENTRIES": 300}},
    "pages": {**_memory, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 500}},
}
PAGE_CACHE = env.boolean("PAGE_CACHE", default=not DEBUG)

# Django's own set-up mails errors, for which every start would load the pages of its debugger.
LOGGING_CONFIG = None
LOG_FORMAT: LogFormat = env.choice("LOG_FORMAT", FORMATS, default="plain" if DEBUG else "json")
LOGGING = logging_config(LOG_FORMAT, env.text("LOG_LEVEL") or "INFO")
logging.config.dictConfig(LOGGING)
logging.captureWarnings(True)
METRICS_TOKEN = env.secret("METRICS_TOKEN")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_SSL_HOST = _site.netloc  # whatever port the request names
    # Called from the internal network without TLS.
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    # They bind the operator's whole domain for a year, so the operator decides (RFC 6797, 11.4).
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("HSTS_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = env.boolean("HSTS_PRELOAD", default=False)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
