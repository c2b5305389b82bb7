"""Addresses of the reader's settings."""

from django.urls import path

from renkei.site.ui.views import display, switch

urlpatterns = [path("", display, name="display"), path("switch/", switch, name="switch")]
