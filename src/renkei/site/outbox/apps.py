"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """`renkei.site.outbox`."""

    name = "renkei.site.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Read what each app does with its parcels."""
        autodiscover_modules("parcels")
