"""What follows a decision, for programs: the same actions as the pages', and no more told than on them."""

from ninja import Router

from renkei.site.portfolio.api import awards, departures, letters, redress

router = Router(tags=["portfolio"])
for part in (awards, letters, departures, redress):
    router.add_router("", part.router)
