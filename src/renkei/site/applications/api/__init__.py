"""Applications for programs: the same actions as the pages', and the same answers to what cannot be done."""

from ninja import Router

from renkei.site.applications.api import consortium, handing_in, parts, writing

router = Router(tags=["applications"])
for part in (consortium, writing, parts, handing_in):
    router.add_router("", part.router)

__all__ = ["router"]
