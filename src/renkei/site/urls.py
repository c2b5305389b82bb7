"""Every address of the site, by station."""

from django.urls import include, path

urlpatterns = [
    path("", include("renkei.site.home.urls")),
    path("accounts/", include("allauth.urls")),
    path("calls/", include("renkei.site.calls.urls")),
    path("applications/", include("renkei.site.applications.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
