"""The app's name for Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """`renkei.site.search`."""

    name = "renkei.site.search"
    label = "search"
