"""The site's settings for tests: a folder of its own, quick passwords; the database as RENKEI_DATABASE says."""

import os
import tempfile

os.environ.setdefault("RENKEI_DATA", tempfile.mkdtemp(prefix="renkei-site-"))

from renkei.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
