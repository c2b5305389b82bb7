"""The app's name for Django."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """`renkei.site.applications`."""

    name = "renkei.site.applications"
    label = "applications"
