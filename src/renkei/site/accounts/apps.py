"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`renkei.site.accounts`."""

    name = "renkei.site.accounts"
    label = "accounts"
