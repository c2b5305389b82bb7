"""Models that cannot be read without saying on whose behalf."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar

from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class UnscopedReadError(RuntimeError):
    """A protected model was read without asking the policy: a defect of the program."""


class GuardedQuerySet(models.QuerySet[Row_co]):
    """A query that raises when it reads or changes rows, unless the policy gave it a ground."""

    _ground: str = ""

    def granted(self, ground: str) -> Self:
        """The same query with the ground on which it may read; `policy.scope` alone calls this."""
        query = self.all()
        query._ground = ground
        return query

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._ground = self._ground
        return clone  # type: ignore[no-any-return]

    def _fetch_all(self) -> None:
        self._ask()
        super()._fetch_all()

    def _ask(self) -> None:
        if not self._ground:
            raise UnscopedReadError(
                f"{self.model._meta.label} was read without a scope: go through policy.scoped, or policy.unscoped "
                "with a ground"
            )

    def iterator(self, chunk_size: int | None = None) -> Iterator[Row_co]:
        """As Django's, once asked."""
        self._ask()
        return super().iterator(chunk_size)

    def count(self) -> int:
        """As Django's, once asked."""
        self._ask()
        return super().count()

    def exists(self) -> bool:
        """As Django's, once asked."""
        self._ask()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, once asked."""
        self._ask()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """As Django's, once asked."""
        self._ask()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, once asked."""
        self._ask()
        return super().delete()


class Guarded(models.Model):
    """A protected model: `objects`, and every related manager, raise where they are read without a scope."""

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True
