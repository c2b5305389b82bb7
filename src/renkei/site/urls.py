"""Every address of the site, by station."""

from django.urls import include, path, re_path

from renkei.site.api import api, no_such_address

urlpatterns = [
    path("", include("renkei.site.home.urls")),
    path("accounts/", include("renkei.site.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("calls/", include("renkei.site.calls.urls")),
    path("applications/", include("renkei.site.applications.urls")),
    path("review/", include("renkei.site.review.urls")),
    path("decisions/", include("renkei.site.decisions.urls")),
    path("desk/", include("renkei.site.desk.urls")),
    path("portfolio/", include("renkei.site.portfolio.urls")),
    path("outbox/", include("renkei.site.outbox.urls")),
    path("organisations/", include("renkei.site.directory.urls")),
    path("search/", include("renkei.site.search.urls")),
    path("tokens/", include("renkei.site.tokens.urls")),
    path("api/v1/", api.urls),
    re_path(r"^api/v1/[\s\S]*$", no_such_address),
    path("display/", include("renkei.site.ui.urls")),
    path("trail/", include("renkei.site.audit.urls")),
]

handler400 = "renkei.site.ui.views.not_understood"
