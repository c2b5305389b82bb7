"""Addresses of calls."""

from django.urls import path

from renkei.site.calls.views import call

urlpatterns = [path("<slug:slug>/", call, name="call")]
