"""The app's name for Django."""

from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """`renkei.site.applications`."""

    name = "renkei.site.applications"
    label = "applications"

    def ready(self) -> None:
        """Those who write are told where a deadline moves."""
        notices = import_module("renkei.site.applications.notices")
        import_module("renkei.site.calls.signals").extended.connect(notices.tell_of_extension)
