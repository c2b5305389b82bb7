"""Addresses of portfolio."""

from django.urls import URLPattern, path

from renkei.site.portfolio import views

CALL = "<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("", views.portfolio, name="portfolio"),
    path("letters/<uuid:which>/", views.letter, name="letter"),
    path("letters/<uuid:which>.pdf", views.letter_pdf, name="letter_pdf"),
    path(CALL, views.overview, name="after"),
    path(CALL + "awards/", views.awards, name="awards"),
    path(CALL + "funders/<slug:code>/", views.confirm, name="confirm_awards"),
    path(CALL + "letters/", views.letters, name="letters"),
    path(CALL + "letters/preview/", views.preview, name="preview_letters"),
]
