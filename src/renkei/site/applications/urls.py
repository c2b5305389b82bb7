"""Addresses of applications."""

from django.http import HttpResponse
from django.urls import path


def _v(request, **kw):
    return HttpResponse("")


urlpatterns = [
    path("invitations/<str:secret>/", _v, name="invitation"),
    path("receipts/<uuid:submission>/", _v, name="receipt"),
]
