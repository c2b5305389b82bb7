"""The query of a protected model: it gives SQL only on a ground, wherever it stands."""

from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.sql import Query


class UnscopedReadError(RuntimeError):
    """A protected model was read without asking the policy: a defect of the program."""


class GuardedQuery(Query):
    """Refuses to become SQL without a ground: as a list, a count, an explanation, a subquery, a part of a union.

    With a ground it still refuses to look down, from a row to what hangs on it: `Count("applications")` over calls
    would tell of applications that the actor may not see. Filter by a scoped query of the other model instead.
    """

    model: type[models.Model]
    ground = ""
    deep = False

    def ask(self) -> None:
        """UnscopedReadError where nobody gave a ground, and there may be rows."""
        if not self.ground and not self.is_empty():
            raise UnscopedReadError(
                f"{self.model._meta.label} was read without a scope: go through policy.scoped, or policy.unscoped "
                "with a ground"
            )

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's, once asked."""
        self.ask()
        return super().get_compiler(*args, **kwargs)

    def combine(self, rhs: Any, connector: str) -> None:
        """As Django's, where both sides have a ground: `|` would let the left one's speak for the right one's rows."""
        rhs.ask()
        super().combine(rhs, connector)

    def join(self, join: Any, reuse: Any = None) -> str:
        """As Django's, where the join leads upwards, or the query is deep."""
        below = _below(join)
        if below is not None and not self.deep and self.ground:
            raise UnscopedReadError(
                f"{self.model._meta.label} looks down into {below._meta.label}: ask policy.scoped for the rows of that "
                "model, and filter by them (pk__in=…)"
            )
        return super().join(join, reuse)


class DeepQuery(GuardedQuery):
    """A query that may look down: the policy's own conditions, and the program's own work."""

    deep = True
    ground = "part of a query that has its own"  # what Django makes of it, for an `exclude`


def _below(join: Any) -> type[models.Model] | None:
    """The model that a join leads down to; None where it leads up, along a key that the row itself holds."""
    key: Any = getattr(join, "join_field", None)
    if isinstance(key, ForeignObjectRel):
        holder: type[models.Model] = key.related_model
        return None if holder._meta.auto_created else holder
    owner: Any = key is not None and key.model._meta.auto_created  # of a many-to-many relation's own table
    return owner if owner and key.related_model is owner else None  # walked backwards
