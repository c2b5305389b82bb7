"""The first page's address."""

from django.urls import path

from renkei.site.home.views import home

urlpatterns = [path("", home, name="home")]
