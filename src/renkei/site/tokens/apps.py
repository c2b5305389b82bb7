"""The app's name for Django."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """`renkei.site.tokens`."""

    name = "renkei.site.tokens"
    label = "tokens"
