"""Addresses of accounts that allauth does not have."""

from django.urls import path

from renkei.site.accounts import views

urlpatterns = [
    path("second-factor/", views.second_factor, name="second_factor"),
    path("name/", views.name, name="account_name"),
    path("appointments/", views.appointed, name="appointments"),
    path("appointments/<int:appointment>/end/", views.end, name="end_appointment"),
]
