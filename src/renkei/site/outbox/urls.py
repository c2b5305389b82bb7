"""Addresses of the outbox."""

from django.urls import path

from renkei.site.outbox import views

urlpatterns = [
    path("", views.parcels, name="outbox"),
    path("<int:parcel>/", views.settle, name="outbox_settle"),
]
