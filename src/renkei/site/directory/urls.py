"""Addresses of organisations."""

from django.urls import path

from renkei.site.directory.views import organisation, organisations

urlpatterns = [
    path("", organisations, name="organisations"),
    path("<uuid:public_id>/", organisation, name="organisation"),
]
