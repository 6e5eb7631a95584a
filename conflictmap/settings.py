"""The one settings file. Everything an operator may change comes from the environment.

`docs/operating.md` lists the variables. Without any, conflictmap runs on the embedded PostGIS cluster
that `make run` starts, on this machine only.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
import django_stubs_ext

from conflictmap.resolution import weights

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def environment(name: str, default: str = "") -> str:
    """The value of an environment variable, without surrounding space."""
    return os.environ.get(name, default).strip()


def environment_list(name: str, default: str = "") -> list[str]:
    """The comma-separated values of an environment variable."""
    return [part.strip() for part in environment(name, default).split(",") if part.strip()]


def secret(name: str) -> str:
    """A generated secret, kept beside the embedded database; used when the environment names none."""
    from django.core.management.utils import get_random_secret_key

    path = BASE_DIR / ".pg" / name
    if not path.exists():
        path.parent.mkdir(mode=0o755, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


def embedded_database_url() -> str:
    """The address of the embedded cluster, written by `bin/database start`."""
    path = BASE_DIR / ".pg" / "url"
    return path.read_text().strip() if path.exists() else "postgis:///conflictmap"


DEBUG = environment("DEBUG") == "1"
SECRET_KEY = environment("SECRET_KEY") or secret("secret_key")
ALLOWED_HOSTS = environment_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.gis",
    "django.contrib.sitemaps",
    "leaflet",
    "simple_history",
    "conflictmap.actors",
    "conflictmap.gazetteer",
    "conflictmap.articles",
    "conflictmap.claims",
    "conflictmap.control",
    "conflictmap.narratives",
    "conflictmap.atlas",
    "conflictmap.opendata",
    "conflictmap.desk",
    "conflictmap.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "conflictmap.atlas.content_security.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "conflictmap.atlas.language.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "conflictmap.urls"
WSGI_APPLICATION = "conflictmap.wsgi.application"
ASGI_APPLICATION = "conflictmap.asgi.application"

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
                "conflictmap.atlas.language.page_language",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        environment("DATABASE_URL") or embedded_database_url(),
        engine="django.contrib.gis.db.backends.postgis",
        conn_max_age=0,
    )
}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 0, "max_size": 8, "timeout": 10}
# Compiling a query costs more than our longest one takes: an export of 40,000 towns is four times as fast without.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# The first is the language of the sources; the others have their messages in locale/ (docs/languages.md).
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
# How days and numbers are written: BCP 47. Iraq and Syria share names of months that other Arab countries do not use.
LANGUAGE_LOCALES = {"en": "en", "ar": "ar-IQ-u-nu-arab"}
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "conflictmap.atlas.storage.HashedStaticFilesStorage"},
}
# Where the web server keeps the map's files, built and compressed once for each revision.
TIMELINE_FOLDER = Path(environment("TIMELINE_FOLDER") or BASE_DIR / "timelines")
# Tests and DEBUG serve static files without a `collectstatic` before.
WHITENOISE_USE_FINDERS = True
# Only this site uses its static files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment("HTTPS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# A machine's claim that no editor has seen can change the map from this confidence on; it is drawn as unreviewed.
PUBLISHING_THRESHOLD = float(environment("PUBLISHING_THRESHOLD", str(weights.PUBLISHING_THRESHOLD)))

# Other extractors beside the built-in one, by import path; their claims wait for an editor. None by default.
EXTRACTORS = environment_list("EXTRACTORS")
# For conflictmap.claims.extractors.openai_compatible.OpenAICompatibleExtractor only: where texts are sent to.
LANGUAGE_MODEL_URL = environment("LANGUAGE_MODEL_URL")
LANGUAGE_MODEL = environment("LANGUAGE_MODEL")
LANGUAGE_MODEL_KEY = environment("LANGUAGE_MODEL_KEY")
LANGUAGE_MODEL_TIMEOUT = float(environment("LANGUAGE_MODEL_TIMEOUT", "120"))

# The embedded basemap needs no network. Only with this address, {z}/{x}/{y} in it, does a browser ask a third party.
BASEMAP_TILES_URL = environment("BASEMAP_TILES_URL")
BASEMAP_TILES_ATTRIBUTION = environment("BASEMAP_TILES_ATTRIBUTION")

# Which pages may show the map in a frame (`/?embed=1`): self, none, * or origins. No other page can be framed.
EMBED_ORIGINS = environment_list("EMBED_ORIGINS") or ["self"]

# What every export says of its terms. Names and points of towns come from GeoNames, which asks for a credit.
DATA_ATTRIBUTION = environment("DATA_ATTRIBUTION", "conflictmap; names and points of towns: GeoNames (CC BY 4.0)")
DATA_LICENCE_URL = environment("DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

# Online geocoders asked after the offline gazetteer, in order: nominatim, photon, geonames. None by default.
GEOCODERS = environment_list("GEOCODERS")
GEOCODER_USER_AGENT = environment("GEOCODER_USER_AGENT")
NOMINATIM_DOMAIN = environment("NOMINATIM_DOMAIN", "nominatim.openstreetmap.org")
PHOTON_DOMAIN = environment("PHOTON_DOMAIN", "photon.komoot.io")
GEONAMES_USERNAME = environment("GEONAMES_USERNAME")

# Going back to an old state is a decision like any other, with its rebuild: the desk has a button for it.
SIMPLE_HISTORY_REVERT_DISABLED = True

# GDAL before 3.9 cannot be kept from following references in spatial data; we read points from our own forms only.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

LEAFLET_CONFIG = {"TILES": [], "RESET_VIEW": False, "ATTRIBUTION_PREFIX": False}

# Django tells errors of a site in use to nobody but a mail address by default; the operator reads the terminal.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False}},
}
