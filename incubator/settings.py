"""The one settings file; everything that differs between places is read from the environment by `env`."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from incubator import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.secret_key(DATA_DIR, DEBUG)
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; '*' would let a forged Host header into our mails.")
BUILD = env.text("BUILD", "dev")
SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "showcase",
    "mentoring",
    "participants",
    "programmes",
    "incubator",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "incubator.apps.StaticFiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "template_partials",
    "rules",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # before the policy: six hundred bytes that mean nothing on a style sheet or a font
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "incubator.web.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "incubator.web.middleware.TextMiddleware",
    "incubator.web.middleware.ReaderMiddleware",
    "incubator.access.middleware.DoorMiddleware",
]

ROOT_URLCONF = "incubator.urls"
WSGI_APPLICATION = "incubator.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "incubator.web.context.site",
                "incubator.outbox.context.unread",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "incubator.web.renderer.VeilleeRenderer"

# --- data ---
DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR}/veillee.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "incubator.lib.sturdy_cache.SturdyCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA_DIR / "cache"}
}
# anonymous pages are kept for the minute that they are current; in files that would cost more than it saves
KEEP_PAGES = bool(REDIS_URL)

# --- people and sessions ---
AUTH_USER_MODEL = "incubator.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "incubator.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "incubator.web.forgery.stale"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "incubator:landing"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Digits are on every keyboard, and without a dash they stand the same way round in every script.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
_SIGNING = "incubator.accounts.signing."
ACCOUNT_FORMS = {
    "login": _SIGNING + "SignInForm",
    "signup": _SIGNING + "SignUpForm",
    "request_login_code": _SIGNING + "AskCodeForm",
    "confirm_login_code": _SIGNING + "SignInCodeForm",
    "confirm_email_verification_code": _SIGNING + "AddressCodeForm",
    "confirm_password_reset_code": _SIGNING + "PasswordCodeForm",
    "add_email": _SIGNING + "AddAddressForm",
    "change_password": _SIGNING + "ChangePasswordForm",
    "set_password": _SIGNING + "SetPasswordForm",
    "reset_password": _SIGNING + "AskPasswordForm",
    "reset_password_from_key": _SIGNING + "NewPasswordForm",
    "reauthenticate": _SIGNING + "ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": _SIGNING + "FactorForm",
    "reauthenticate": _SIGNING + "FactorAgainForm",
    "activate_totp": _SIGNING + "StartAppForm",
    "add_webauthn": _SIGNING + "AddKeyForm",
    "edit_webauthn": _SIGNING + "RenameKeyForm",
}
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_ADAPTER = "incubator.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "incubator.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Veillée"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# --- later work: the database is the truth, the broker carries wake-ups ---
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = env.broker(REDIS_URL, DATA_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 60, 70
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"incubator.tasks.run_media": {"queue": "media"}}
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
CELERY_BEAT_SCHEDULE = {
    "drain": {"task": "incubator.tasks.drain", "schedule": 5.0, "options": {"expires": 10}},
    "run-media": {"task": "incubator.tasks.run_media", "schedule": 10.0, "options": {"expires": 20}},
    "tick": {"task": "incubator.tasks.tick", "schedule": 60.0, "options": {"expires": 50}},
}

# --- post ---
globals().update(env.email(env.text("EMAIL_URL", f"file://{DATA_DIR}/mail")))
MAIL_DOMAIN = SITE_URL.split("//", 1)[1].split(":")[0]
OUTBOX_WAKES = env.flag("OUTBOX_WAKES", True)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Veillée <post@veillee.test>")

# --- languages and time ---
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("es", "Español"), ("pt", "Português"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
FORMS_URLFIELD_ASSUME_HTTPS = True  # Django 6's own way already; goes with the step to 6
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files ---
MEDIA_ROOT = env.media_root(env.text("MEDIA_STORAGE_URL", ""), DATA_DIR)
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "incubator.files.room.Receiver"]
# resumable uploads: how many bodies one web process receives at once (the other threads stay free for pages), what one
# draft or person may have half sent, and what is left free of the disk for everything else that writes
UPLOADS_AT_ONCE = env.whole("UPLOADS_AT_ONCE", 2)
UPLOADS_MOST_UNFINISHED = env.whole("UPLOADS_MOST_UNFINISHED", 8_000_000_000)
UPLOADS_LEAVE_FREE = env.whole("UPLOADS_LEAVE_FREE", 500_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "incubator.files.room.CarefulStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "private", "base_url": None},
    },
    # all renditions, and those of them that the world may see: the same names in both (decision 0009)
    "renditions": {
        "BACKEND": "incubator.files.room.CarefulStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "renditions", "base_url": "/media/"},
    },
    "public": {
        "BACKEND": "incubator.files.room.CarefulStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "public", "base_url": "/media/"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000 if not DEBUG else 0

# --- what the browser is told ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        # players of known hosts, put into a page by a press only (showcase/media/hosts.py)
        "frame-src": [
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
            "https://geo.dailymotion.com",
            "https://archive.org",
            "https://w.soundcloud.com",
            "https://audiomack.com",
            "https://open.spotify.com",
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SECURE and env.flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if env.flag("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# in a signed cookie: in the session each notice would cost a write when it is said and one when it is read
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
