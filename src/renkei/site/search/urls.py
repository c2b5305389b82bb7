"""The search's address."""

from django.urls import path

from renkei.site.search.views import search

urlpatterns = [path("", search, name="search")]
