"""Models that cannot be read without saying on whose behalf."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ReverseOneToOneDescriptor

from renkei.site.policy.query import DeepQuery, GuardedQuery, UnscopedReadError

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class GuardedQuerySet(models.QuerySet[Row_co]):
    """Rows of a protected model: read or changed only where the policy gave a ground (`policy.query` asks for it)."""

    query: GuardedQuery

    def __init__(self, model: Any = None, query: Any = None, using: str | None = None, hints: Any = None) -> None:
        super().__init__(model, GuardedQuery(model) if query is None else query, using, hints)

    def granted(self, ground: str, deep: bool = False) -> Self:
        """The same query with the ground on which it may read; `policy.scope` alone calls this.

        `deep`: its conditions may also look into what hangs on a row, as the policy's own must.
        """
        query = self.all()
        if deep:
            query.query.__class__ = DeepQuery
        query.query.ground = ground
        return query

    def _asked(self) -> None:
        self.query.ask()

    def update(self, **kwargs: Any) -> int:
        """As Django's, once asked."""
        self._asked()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, once asked."""
        self._asked()
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        self._asked()
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Never: a query in SQL goes past the policy."""
        raise UnscopedReadError(f"{self.model._meta.label}: SQL of one's own goes past the policy")

    extra = raw


class Guarded(models.Model):
    """A protected model: `objects`, and every related manager, raise where they are read without a scope."""

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True


class _AskedFirst(ReverseOneToOneDescriptor):  # type: ignore[type-arg]
    """The row at the other end, read as every related row is: `prefetch_related` with a scoped query, or an error."""

    def get_queryset(self, **hints: Any) -> models.QuerySet[Any]:
        return self.related.related_model._default_manager.db_manager(hints=hints).all()


class OneToOne(models.OneToOneField[Any, Any]):
    """A one-to-one key of a guarded model; Django's own would read the row at its other end past the guard."""

    related_accessor_class = _AskedFirst

    def deconstruct(self) -> Any:
        """As Django's own: the database knows no difference."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.OneToOneField", args, kwargs
