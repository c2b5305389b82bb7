"""The app's name for Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """`renkei.site.decisions`."""

    name = "renkei.site.decisions"
    label = "decisions"
