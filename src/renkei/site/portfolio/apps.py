"""The app's name for Django."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """`renkei.site.portfolio`."""

    name = "renkei.site.portfolio"
    label = "portfolio"
