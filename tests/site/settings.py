"""The site's settings for tests: a folder of its own, quick passwords; the database as RENKEI_DATABASE says."""

import atexit
import os
import shutil
import tempfile

if "RENKEI_DATA" not in os.environ:
    os.environ["RENKEI_DATA"] = tempfile.mkdtemp(prefix="renkei-site-")
    atexit.register(shutil.rmtree, os.environ["RENKEI_DATA"], ignore_errors=True)

from renkei.site.settings import *  # noqa: F403
from renkei.site.settings import DATA, DATABASES, STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, as the site has: threads share one in memory badly
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
