"""Asking the policy: which rows may this actor see, or do a verb to?"""

from functools import cache, reduce
from importlib import import_module
from operator import or_
from typing import Any, TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.http import Http404

from renkei.site.policy.actor import Actor
from renkei.site.policy.guard import Guarded, GuardedQuerySet
from renkei.site.policy.phase import EVERY, in_one_of
from renkei.site.policy.role import APPOINTED, STAFF, Role
from renkei.site.policy.rule import Protected, Rule

Row = TypeVar("Row", bound=Guarded)


class NotAllowed(Http404):
    """The actor may not do that, or there is no such thing: the two are told alike, as a page that is not there."""


def _rules() -> Any:
    return import_module("renkei.site.policy.rules")


@cache
def _protected() -> dict[str, Protected]:
    return {entry.model: entry for entry in _rules().PROTECTED}


def rules_for(model: str) -> Protected:
    """The rules of a model by its label; KeyError where the policy does not know it."""
    return _protected()[model]


def scoped(actor: Actor, model: type[Row], verb: str = "see") -> GuardedQuerySet[Row]:
    """The rows of a model to which the actor may do a verb; none where no rule says so."""
    entry = rules_for(model._meta.label)
    query = _all(model).granted(f"{verb} by {actor.user}")
    if entry.tells_of is not None:
        query = query.filter(_of_what_is_seen(actor, entry.tells_of))
    given = [_rows(actor, entry, rule) for rule in held_rules(actor, entry, verb)]
    if not given:
        return query.none()
    if not all(given):  # a rule that asks nothing of the row gives every row
        return query
    # A subquery a rule: each starts at its own index, and no row is met once a partner, member and officer
    return query.filter(reduce(or_, (Q(pk__in=_deep(model).filter(condition).values("pk")) for condition in given)))


def held_rules(actor: Actor, entry: Protected, verb: str) -> list[Rule]:
    """The rules that can give an actor rows of a model for a verb; one by a path is settled row by row."""
    return [rule for rule in entry.rules if verb in rule.verbs and _holds(actor, rule)]


def tied(user: int, role: Role) -> bool:
    """Whether a person has the tie from which a role follows, to any row at all."""
    label, path = _rules().TIES[role]
    return _deep(apps.get_model(label)).filter(**{path: user}).exists()


def unscoped(model: type[Row], ground: str) -> GuardedQuerySet[Row]:
    """Every row, for the program's own work; `ground` says in words why no person's scope applies."""
    if not ground:
        raise ValueError("say why no scope applies")
    return _all(model).granted(ground, deep=True)


def locked(actor: Actor, verb: str, model: type[Row], *beside: str, **which: object) -> Row:
    """The one row to which the actor may do a verb, locked until the transaction ends; NotAllowed for none.

    `beside`: its keys whose rows are read along with it, unlocked. Asked again once locked: while it waited for the
    lock, another transaction may have changed what the rules ask.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a row is locked in the transaction that changes it")
    found = scoped(actor, model, verb).filter(**which)
    rows = list((found.select_related(*beside) if beside else found).select_for_update(of=("self",))[:2])
    if len(rows) > 1:
        raise ValueError(f"{which} names more than one {model._meta.label}")
    if not rows or not found.filter(pk=rows[0].pk).exists():
        raise NotAllowed(f"{verb} {model._meta.label}")
    return rows[0]


def may_make(actor: Actor, model: type[Guarded]) -> bool:
    """Whether the actor may make new rows of a model that belong to nothing yet: the verb `make`."""
    return any("make" in rule.verbs and _holds(actor, rule) for rule in rules_for(model._meta.label).rules)


def allowed(actor: Actor, verb: str, row: Guarded) -> bool:
    """Whether the actor may do a verb to a row."""
    return scoped(actor, type(row), verb).filter(pk=row.pk).exists()


def _all(model: type[Row]) -> GuardedQuerySet[Row]:
    return model.objects.all()


def _deep(model: type[Row]) -> GuardedQuerySet[Row]:
    return _all(model).granted("the policy's own condition", deep=True)


def _holds(actor: Actor, rule: Rule) -> bool:
    """Whether the actor can hold a rule's role at all; a role by a path is settled row by row."""
    if rule.role is Role.PUBLIC:
        return True
    if actor.user is None or (rule.role in STAFF and not actor.second_factor):
        return False
    return rule.role in actor.roles if rule.role in APPOINTED else bool(rule.path)


def _rows(actor: Actor, entry: Protected, rule: Rule) -> Q:
    """The condition of the rows that a rule gives to an actor; empty where it gives every row."""
    condition = Q(**dict(rule.where)) & (Q(**{rule.path: actor.user}) if rule.path else Q())
    if entry.call is None or rule.phases == EVERY:
        return condition
    return condition & in_one_of(rule.phases, entry.call, actor.at)


def _of_what_is_seen(actor: Actor, tells_of: tuple[str, str]) -> Q:
    """The condition of rows that tell of what the actor may see, or of what is not protected."""
    label, key = tells_of
    told = ~Q(**{f"{label}__in": sorted(_protected())})
    for entry in _protected().values():
        if entry.tells_of is None:
            rows = scoped(actor, apps.get_model(entry.model))
            told |= Q(**{label: entry.model, f"{key}__in": rows.values_list(Cast("pk", CharField()))})
    return told
