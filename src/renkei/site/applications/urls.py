"""Addresses of applications."""

from django.urls import URLPattern, path

from renkei.site.applications import views

APPLICATION = "<uuid:application>/"
PARTNER = "<uuid:application>/partners/<uuid:partner>/"

urlpatterns: list[URLPattern] = [
    path("", views.my_applications, name="my_applications"),
    path("begin/<slug:call>/", views.begin_application, name="application_begin"),
    path("invitations/<str:secret>/", views.invitation, name="invitation"),
    path("files/<uuid:attachment>/", views.attached_file, name="attached_file"),
    path("receipts/<uuid:submission>/", views.receipt, name="receipt"),
    path("receipts/<uuid:submission>/receipt.txt", views.receipt_text, name="receipt_text"),
    path("receipts/<uuid:submission>/snapshot.json", views.receipt_snapshot, name="receipt_snapshot"),
    path("submitted/<slug:call>/", views.submissions, name="submissions"),
    path("submissions/<uuid:submission>/", views.submission, name="submission"),
    path(APPLICATION, views.application, name="application"),
    path(APPLICATION + "panel/", views.panel, name="panel"),
    path(APPLICATION + "rename/", views.rename_application, name="rename_application"),
    path(APPLICATION + "consortium/", views.consortium, name="consortium"),
    path(APPLICATION + "submit/", views.submit_application, name="submit_application"),
    path(APPLICATION + "withdraw/", views.withdraw_application, name="withdraw_application"),
    path(APPLICATION + "sections/<slug:section>/", views.section, name="section"),
    path(APPLICATION + "sections/<slug:section>/history/", views.section_history, name="section_history"),
    path(APPLICATION + "sections/<slug:section>/beside/<int:beside>/", views.section_beside, name="section_beside"),
    path(PARTNER + "request/", views.partner_request, name="partner_request"),
    path(PARTNER + "files/", views.partner_files, name="partner_files"),
    path(PARTNER + "sign-off/", views.sign_off_part, name="sign_off_part"),
    path(PARTNER + "sections/<slug:section>/", views.section, name="partner_section"),
    path(PARTNER + "sections/<slug:section>/history/", views.section_history, name="partner_section_history"),
    path(PARTNER + "sections/<slug:section>/beside/<int:beside>/", views.section_beside, name="partner_section_beside"),
]
