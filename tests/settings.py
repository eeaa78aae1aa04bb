"""The product's settings, made fast and alone: a folder, a database and a Redis number of each test process's own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


def _own_folder() -> Path:
    """One folder per run, shared with child processes by name; the process that made it removes it."""
    if "TESTS_DIR" not in os.environ:
        os.environ["TESTS_DIR"] = tempfile.mkdtemp(prefix="veillee-tests-")
        owner = os.getpid()
        atexit.register(lambda: shutil.rmtree(os.environ["TESTS_DIR"], ignore_errors=True) if os.getpid() == owner else None)
    folder = Path(os.environ["TESTS_DIR"]) / WORKER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


os.environ["DATA_DIR"] = str(_own_folder())
os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "for-tests-alone-0123456789-0123456789-0123456789-0123456789"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["SITE_URL"] = "http://testserver"
# the run names what it found (tests/run.py); a pytest started by hand stays on SQLite and the folder
for _name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MEDIA_STORAGE_URL"):
    os.environ.pop(_name, None)
if "TESTS_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TESTS_DATABASE_URL"]
if "TESTS_REDIS_URLS" in os.environ:
    _addresses = os.environ["TESTS_REDIS_URLS"].split()
    os.environ["REDIS_URL"] = _addresses[int(WORKER.removeprefix("gw")) % len(_addresses)]

from incubator.settings import *  # noqa: E402, F403 - the environment must stand before
from incubator.settings import DATABASES, LOGGING, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# pages name static files as they are: no collectstatic before a test
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, not memory: a live server's threads and a worker's process share it; nothing in it has to outlast a power cut
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["DATA_DIR"]) / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;"
# refusals are what many tests are about; a failing one shows its own
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}
# tests change rows past the actions, which alone say that a public page is new
KEEP_PAGES = False
