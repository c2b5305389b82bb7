"""Asking the policy: which rows may this actor see, or do a verb to?"""

from functools import cache, reduce
from importlib import import_module
from operator import or_
from typing import TypeVar

from django.db.models import Q

from renkei.site.policy.actor import Actor
from renkei.site.policy.guard import Guarded, GuardedQuerySet
from renkei.site.policy.phase import EVERY, in_phase
from renkei.site.policy.role import APPOINTED, Role
from renkei.site.policy.rule import Protected, Rule

Row = TypeVar("Row", bound=Guarded)


class NotAllowed(Exception):
    """The actor may not do that, or there is no such thing: the two are told alike."""


@cache
def _protected() -> dict[str, Protected]:
    return {entry.model: entry for entry in import_module("renkei.site.policy.rules").PROTECTED}


def rules_for(model: str) -> Protected:
    """The rules of a model by its label; KeyError where the policy does not know it."""
    return _protected()[model]


def scoped(actor: Actor, model: type[Row], verb: str = "see") -> GuardedQuerySet[Row]:
    """The rows of a model to which the actor may do a verb; none where no rule says so."""
    entry = rules_for(model._meta.label)
    conditions = [_rows(actor, entry, rule) for rule in entry.rules if verb in rule.verbs and _holds(actor, rule)]
    query = _all(model).granted(f"{verb} by {actor.user}")
    if not conditions:
        return query.none()
    return query.filter(pk__in=_all(model).filter(reduce(or_, conditions)).values("pk"))


def unscoped(model: type[Row], ground: str) -> GuardedQuerySet[Row]:
    """Every row, for the program's own work; `ground` says in words why no person's scope applies."""
    if not ground:
        raise ValueError("say why no scope applies")
    return _all(model).granted(ground)


def locked(actor: Actor, verb: str, model: type[Row], **which: object) -> Row:
    """The one row to which the actor may do a verb, locked until the transaction ends; NotAllowed for none."""
    found = _all(model).granted(verb).filter(pk__in=scoped(actor, model, verb).filter(**which).values("pk"))
    row = found.select_for_update().first()
    if row is None:
        raise NotAllowed(f"{verb} {model._meta.label}")
    return row


def allowed(actor: Actor, verb: str, row: Guarded) -> bool:
    """Whether the actor may do a verb to a row."""
    return scoped(actor, type(row), verb).filter(pk=row.pk).exists()


def _all(model: type[Row]) -> GuardedQuerySet[Row]:
    return model.objects.all()


def _holds(actor: Actor, rule: Rule) -> bool:
    """Whether the actor can hold a rule's role at all; a role by a path is settled row by row."""
    if rule.role is Role.PUBLIC:
        return True
    if actor.user is None:
        return False
    return rule.role in actor.roles if rule.role in APPOINTED else bool(rule.path)


def _rows(actor: Actor, entry: Protected, rule: Rule) -> Q:
    """The rows that a rule gives to an actor."""
    condition = Q(**dict(rule.where)) & (Q(**{rule.path: actor.user}) if rule.path else Q())
    if entry.call is None or rule.phases == EVERY:
        return condition or Q(pk__isnull=False)
    return condition & reduce(or_, (in_phase(phase, entry.call, actor.at) for phase in sorted(rule.phases)))
