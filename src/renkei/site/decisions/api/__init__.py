"""The selection meeting for programs: the same actions as the pages', and the same answers to what cannot be done."""

from ninja import Router

from renkei.site.decisions.api import asking, deciding, meeting, minutes, scenarios

router = Router(tags=["decisions"])
for part in (meeting, asking, scenarios, minutes, deciding):
    router.add_router("", part.router)
