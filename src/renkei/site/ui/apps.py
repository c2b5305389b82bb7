"""The app's name for Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """`renkei.site.ui`."""

    name = "renkei.site.ui"
    label = "ui"
