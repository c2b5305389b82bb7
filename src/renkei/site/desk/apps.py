"""The app's name for Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """`renkei.site.desk`."""

    name = "renkei.site.desk"
    label = "desk"
