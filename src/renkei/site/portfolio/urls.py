"""Addresses of portfolio."""

from django.urls import URLPattern, path

from renkei.site.portfolio import views

CALL = "<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("", views.portfolio, name="portfolio"),
    path(CALL, views.overview, name="after"),
    path(CALL + "awards/", views.awards, name="awards"),
    path(CALL + "funders/<slug:code>/", views.confirm, name="confirm_awards"),
]
