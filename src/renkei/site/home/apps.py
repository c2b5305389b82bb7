"""The app's name for Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """`renkei.site.home`."""

    name = "renkei.site.home"
    label = "home"
