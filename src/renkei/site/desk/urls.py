"""Addresses of the desk."""

from django.urls import path

from renkei.site.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("<slug:slug>/demand/", views.demand, name="call_demand"),
    path("<slug:slug>/invitation/", views.invitation, name="call_invitation"),
    path("<slug:slug>/invitation/invitation.json", views.invitation_record, name="call_invitation_record"),
]
