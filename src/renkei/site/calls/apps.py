"""The app's name for Django."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """`renkei.site.calls`."""

    name = "renkei.site.calls"
    label = "calls"
