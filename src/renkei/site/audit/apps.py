"""The app's name for Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """`renkei.site.audit`."""

    name = "renkei.site.audit"
    label = "audit"
