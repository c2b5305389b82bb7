"""What hangs on a row that the actor was found to see: the policy is not asked again for every model beneath it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model

from renkei.site.policy.actor import Actor
from renkei.site.policy.guard import Guarded, GuardedQuerySet
from renkei.site.policy.phase import EVERY
from renkei.site.policy.rule import Protected, Rule
from renkei.site.policy.scope import NotAllowed, held_rules, rules_for, scoped, unscoped

Row = TypeVar("Row", bound=Guarded)
Below = TypeVar("Below", bound=Guarded)


@dataclass(frozen=True)
class Seen(Generic[Row]):
    """A row that an actor sees; only `seen` makes it."""

    actor: Actor
    row: Row

    def beneath(self, model: type[Below], key: str) -> GuardedQuerySet[Below]:
        """The rows of a model whose `key` leads to this row, as far as the actor sees them: as `scoped` gives them.

        Where every rule that can have shown this row has its like for the rows beneath, they are seen with it, and
        the database is spared the question.
        """
        given = {key: self.row}
        if follows(self.actor, type(self.row), model, key):
            return unscoped(model, f"seen by {self.actor.user} with what it hangs on").filter(**given)
        return scoped(self.actor, model).filter(**given)


def seen(actor: Actor, rows: GuardedQuerySet[Row]) -> Seen[Row]:
    """The one row among some that the actor sees; NotAllowed where they see none. `rows`: of the whole model, narrowed.

    `rows` comes from `scoped`; whatever else it may be read on is no ground for what hangs on it.
    """
    if rows.query.ground != f"see by {actor.user}":
        raise ValueError("only what `scoped` gives to this actor is seen")
    row = rows.first()
    if row is None:
        raise NotAllowed(f"see {rows.model._meta.label}")
    return Seen(actor, row)


def follows(actor: Actor, above: type[Model], model: type[Model], key: str) -> bool:
    """Whether an actor who sees a row sees all rows of a model whose `key` leads to it, by the rules alone."""
    upper, lower = rules_for(above._meta.label), rules_for(model._meta.label)
    if upper.tells_of or lower.tells_of:
        return False
    likes = [rule for rule in lower.rules if "see" in rule.verbs]
    return all(any(_like(one, upper, rule, lower, key) for one in likes) for rule in held_rules(actor, upper, "see"))


def _like(one: Rule, lower_of: Protected, rule: Rule, lower: Protected, key: str) -> bool:
    """Whether `one` gives what hangs on every row that `rule` gives: the same role by the same path, a step longer."""
    same_call = one.phases == EVERY or (one.phases >= rule.phases and lower.call == _longer(key, lower_of.call))
    return (
        one.role is rule.role
        and one.path == _longer(key, rule.path, rule.path)
        and set(one.where) <= {(f"{key}__{lookup}", value) for lookup, value in rule.where}
        and same_call
    )


def _longer(key: str, path: str | None, needed: object = True) -> str | None:
    """A lookup from a row beneath: through its key to the row above, and on."""
    if path is None or not needed:
        return path
    return f"{key}__{path}" if path else key
