"""Addresses of the trail."""

from django.urls import path

from renkei.site.audit.views import trail

urlpatterns = [path("", trail, name="trail")]
