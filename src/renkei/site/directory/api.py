"""Organisations for programs."""

from typing import Annotated
from uuid import UUID

from ninja import Query, Router, Schema

from renkei.site.directory.models import Organisation
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line

router = Router(tags=["organisations"])
MOST_FOUND = 50


class OrganisationOut(Schema):
    """An organisation; `id` is what other routes take."""

    id: UUID
    name: str
    ror: str
    country: str
    size: str

    @classmethod
    def of(cls, row: Organisation) -> "OrganisationOut":
        """A row, as it is told."""
        return cls(id=row.public_id, name=row.name, ror=row.ror, country=row.country, size=row.size)


@router.get("", response={200: list[OrganisationOut], **EVERY_PROBLEM}, auth=None)
def find_organisations(request: ActorRequest, find: Annotated[Line, Query()] = "") -> list[OrganisationOut]:
    """Organisations by a part of their names, 50 at most."""
    rows = scoped(request.actor, Organisation).filter(name__icontains=find).order_by("name", "pk")[:MOST_FOUND]
    return [OrganisationOut.of(one) for one in rows]
