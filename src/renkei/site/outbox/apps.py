"""The app's name for Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """`renkei.site.outbox`."""

    name = "renkei.site.outbox"
    label = "outbox"
