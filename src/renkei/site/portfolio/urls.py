"""Addresses of portfolio."""

from django.urls import URLPattern, path

from renkei.site.portfolio import views

CALL = "<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("", views.portfolio, name="portfolio"),
    path("letters/<uuid:which>/", views.letter, name="letter"),
    path("letters/<uuid:which>.pdf", views.letter_pdf, name="letter_pdf"),
    path("people/<str:secret>/", views.contact, name="contact"),
    path("redress/<uuid:which>/", views.redress, name="redress"),
    path("applications/<uuid:which>/", views.outcome, name="outcome"),
    path("procedures/", views.observed, name="observed"),
    path("procedures/<slug:slug>/", views.procedure, name="procedure"),
    path("procedures/<slug:slug>/report/", views.report, name="report"),
    path(CALL, views.overview, name="after"),
    path(CALL + "awards/", views.awards, name="awards"),
    path(CALL + "funders/<slug:code>/", views.confirm, name="confirm_awards"),
    path(CALL + "letters/", views.letters, name="letters"),
    path(CALL + "letters/preview/", views.preview, name="preview_letters"),
    path(CALL + "departures/", views.departures, name="departures"),
    path(CALL + "departures/<slug:number>/", views.consortium_after, name="consortium_after"),
    path(CALL + "departures/<slug:number>/<int:position>/", views.partner_after, name="partner_after"),
    path(CALL + "departures/<slug:number>/<int:position>/people/", views.contacts, name="contacts"),
    path(CALL + "redress/", views.redresses, name="redresses"),
    path(CALL + "results/", views.funder_results, name="funder_results"),
    path(CALL + "results/publish/", views.publish, name="publish_decided"),
]
