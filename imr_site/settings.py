"""The site's settings, read from the environment. See the README for every variable."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from imr_site.environment import data_directory, flag, made, names, number, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
IMR_DATA_DIR = data_directory(os.environ, default=BASE_DIR / "var")

DEBUG = flag(os.environ, "DEBUG")
DATABASE_URL = os.environ.get("DATABASE_URL", "")
SECRET_KEY = secret_key(os.environ, IMR_DATA_DIR)
# The machine itself is always answered, so that its health checks are.
ALLOWED_HOSTS = [*names(os.environ, "ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = names(os.environ, "CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "determinations",
    "ingest",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "corsheaders",
    "django_filters",
    "django_htmx",
    "simple_history",
    "axes",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "imr_site.staff.told_when_logged_out",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if TWO_FACTOR := flag(os.environ, "TWO_FACTOR"):
    INSTALLED_APPS += ["django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static"]
    INSTALLED_APPS[INSTALLED_APPS.index("django.contrib.admin")] = "imr_site.staff.TwoFactorAdmin"
    MIDDLEWARE.append("django_otp.middleware.OTPMiddleware")
MIDDLEWARE.append("axes.middleware.AxesMiddleware")  # the last, so that it sees every refused login

ROOT_URLCONF = "imr_site.urls"
WSGI_APPLICATION = "imr_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite: readers never wait for the writer, and a writer waits for its turn instead of failing.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": IMR_DATA_DIR / "imr.sqlite3",
    "TEST": {"NAME": IMR_DATA_DIR / "test.sqlite3"},  # a file, as in production: locks differ in memory
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
    if DATABASE_URL
    else SQLITE
}

# Accounts are staff only. After a few wrong passwords a name is locked for the address they came from.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_COOKIE_AGE = number(os.environ, "SESSION_HOURS", default=10) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/Los_Angeles"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = made(IMR_DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": IMR_DATA_DIR / "originals"},
    },
    "staticfiles": {"BACKEND": "imr_site.static.HashedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # files that were not collected are still served, under their plain names
MEDIA_ROOT = IMR_DATA_DIR / "uploads"

# What one upload in the admin may hold; each limit is named where it is met.
IMR_UPLOAD_LETTERS = number(os.environ, "IMR_UPLOAD_LETTERS", 10_000)
IMR_UPLOAD_BYTES = number(os.environ, "IMR_UPLOAD_BYTES", 4_000_000_000)
IMR_UPLOAD_LETTER_BYTES = number(os.environ, "IMR_UPLOAD_LETTER_BYTES", 20_000_000)
IMR_UPLOAD_ZIPS = number(os.environ, "IMR_UPLOAD_ZIPS", 1_000)
IMR_UPLOAD_ZIP_ENTRIES = number(os.environ, "IMR_UPLOAD_ZIP_ENTRIES", 20_000)
IMR_UPLOAD_ZIP_BYTES = number(os.environ, "IMR_UPLOAD_ZIP_BYTES", 8_000_000_000)  # unpacked
IMR_UPLOAD_ZIP_RATIO = number(os.environ, "IMR_UPLOAD_ZIP_RATIO", 100)  # unpacked to packed

# Every form takes a few files. The upload's own handler takes thousands, for it keeps none of them open.
DATA_UPLOAD_MAX_NUMBER_FILES = None
FILE_UPLOAD_HANDLERS = [
    "imr_site.uploads.FewFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# At the review desk a letter with many decisions is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

# Whoever uploaded a letter may not release it.
FOUR_EYES = flag(os.environ, "FOUR_EYES")

SEARCH_INDEX_DIR = IMR_DATA_DIR / "index"

# Exports a process streams at once, each to a reader who may be slow: half of the threads it has, so that the others
# go on answering.
EXPORTS_AT_ONCE = number(os.environ, "EXPORTS_AT_ONCE", default=2)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Any website may read the data interface, the exports and feeds; nothing there depends on who asks.
CORS_URLS_REGEX = r"^/(api/|decisions\.)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if flag(os.environ, "BEHIND_HTTPS"):
    AXES_CLIENT_IP_CALLABLE = "imr_site.staff.address_before_proxy"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Whether subdomains and browsers' preload lists follow is for whoever owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
