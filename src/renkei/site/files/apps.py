"""The app's name for Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """`renkei.site.files`."""

    name = "renkei.site.files"
    label = "files"
