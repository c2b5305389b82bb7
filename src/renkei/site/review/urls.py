"""Addresses of review."""

from django.urls import URLPattern, path

from renkei.site.review import views

CALL = "<slug:slug>/"
FUNDER = "<slug:slug>/funders/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("", views.review, name="review"),
    path(CALL, views.standings, name="standings"),
    path(CALL + "applications/<slug:number>/", views.assessed, name="assessed"),
    path(CALL + "show-scores/", views.show_scores, name="show_scores"),
    path(CALL + "verdicts/", views.verdicts, name="verdicts"),
    path(CALL + "scores/", views.import_scores, name="import_scores"),
    path(CALL + "folder/", views.import_folder, name="import_folder"),
    path(CALL + "drafts/", views.drafts, name="drafts"),
    path(CALL + "drafts/<int:number>/", views.draft, name="draft"),
    path(CALL + "snapshots/", views.snapshots, name="snapshots"),
    path(CALL + "snapshots/<int:number>.zip", views.snapshot, name="snapshot"),
    path(FUNDER, views.morning, name="morning"),
    path(FUNDER + "screening/", views.screening, name="screening"),
    path(FUNDER + "raises/", views.raises, name="raises"),
]
