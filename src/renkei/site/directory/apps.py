"""The app's name for Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """`renkei.site.directory`."""

    name = "renkei.site.directory"
    label = "directory"
