"""The app's name for Django."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """`renkei.site.review`."""

    name = "renkei.site.review"
    label = "review"
