"""Does the policy hold together with the models and the code that it speaks of? Django asks at every start."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import models
from django.db.models import ForeignObjectRel, Q

from renkei.site.policy.guard import Guarded, OneToOne
from renkei.site.policy.query import DeepQuery
from renkei.site.policy.role import APPOINTED, Role
from renkei.site.policy.rule import Protected, Rule
from renkei.site.policy.rules import PROTECTED, TIES, UNPROTECTED
from renkei.site.policy.verbs import asked_for

OURS = "renkei.site."


@register
def the_policy_holds(**kwargs: Any) -> list[CheckMessage]:
    """Every defect of the policy, each said once."""
    found = [*_every_model_is_known(), *_every_model_is_guarded(), *_every_lookup_leads_somewhere(), *_verbs_exist()]
    return [Error(sentence, id="renkei.policy") for sentence in found]


def _our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def _every_model_is_known() -> Iterator[str]:
    labels = [entry.model for entry in PROTECTED]
    for label in {label for label in labels if labels.count(label) > 1}:
        yield f"{label} stands twice in policy/rules: join its rules"
    for model in _our_models():
        if (model._meta.label in labels) == (model._meta.label in UNPROTECTED):
            yield (
                f"{model._meta.label}: write its rules in policy/rules or why it needs none in UNPROTECTED, not both"
            )
    real = {model._meta.label for model in _our_models()}
    for label in [*labels, *UNPROTECTED]:
        if label not in real:
            yield f"policy/rules speaks of {label}, which is no model of the site"


def _every_model_is_guarded() -> Iterator[str]:
    for model in _our_models():
        guarded = issubclass(model, Guarded)
        if guarded == (model._meta.label in UNPROTECTED):
            yield f"{model._meta.label} must derive from policy.Guarded exactly when it has rules"
        for key in model._meta.get_fields():
            if guarded and isinstance(key, models.OneToOneField) and not isinstance(key, OneToOne):
                yield f"{key}: use policy.OneToOne, whose other end is asked for as well"
            if not guarded and isinstance(key, ForeignObjectRel) and issubclass(key.related_model, Guarded):
                yield f'{key.field}: related_name="+", for a plain model must not lead to guarded rows'


def _every_lookup_leads_somewhere() -> Iterator[str]:
    known = {model._meta.label: model for model in _our_models()}
    for entry in PROTECTED:
        if entry.model in known:
            model = known[entry.model]
            yield from _ends_at(model, entry.call, "calls.Call", f"{entry.model}: the lookup of its call")
            yield from _holds_fields(model, entry)
            for rule in entry.rules:
                yield from _rule_resolves(model, rule)
    for role, (label, path) in TIES.items():
        yield from _ends_at(known[label], path, "accounts.User", f"the tie of {role}")


def _holds_fields(model: type[models.Model], entry: Protected) -> Iterator[str]:
    names = {field.name for field in model._meta.concrete_fields}
    yield from (f"{entry.model} has no {name} to tell of" for name in entry.tells_of or () if name not in names)


def _rule_resolves(model: type[models.Model], rule: Rule) -> Iterator[str]:
    name = f"{rule.model}, {rule.role}, {'/'.join(sorted(rule.verbs))}"
    if not rule.verbs or not rule.phases:
        yield f"{name}: a rule without verbs or phases says nothing"
    if bool(rule.path) == (rule.role in APPOINTED or rule.role is Role.PUBLIC):
        yield f"{name}: an appointed role and the public have no path, every other role needs one"
    if rule.path:
        yield from _ends_at(model, rule.path, "accounts.User", f"{name}: the path")
    try:
        DeepQuery(model).add_q(Q(**dict(rule.where)))
    except (FieldError, ValueError, TypeError) as error:
        yield f"{name}: its condition {rule.where} cannot be asked: {error}"


def _ends_at(model: type[models.Model], lookup: str | None, label: str, name: str) -> Iterator[str]:
    """Nothing where the lookup ends at a model of that label; a sentence otherwise."""
    place: Any = model
    for step in (lookup or "").split("__") if lookup else ():
        try:
            place = place._meta.get_field(step).related_model
        except (FieldDoesNotExist, AttributeError) as error:
            yield f"{name}, {lookup}, leads nowhere at {step}: {error}"
            return
    if lookup is not None and (place is None or place._meta.label != label):
        yield f"{name}, {lookup!r}, does not end at {label}"


def _verbs_exist() -> Iterator[str]:
    given = {(entry.model, verb) for entry in PROTECTED for rule in entry.rules for verb in rule.verbs}
    for asked in asked_for():
        labels = {label for label, _ in given if label.split(".")[1] == asked.model} if asked.model else set()
        if not labels and asked.model:
            yield f"{asked.place} asks the policy for {asked.model}, which has no rules"
        elif not any(verb == asked.verb and (not labels or label in labels) for label, verb in given):
            yield f"{asked.place} asks for the verb {asked.verb!r}, which no rule gives to anybody"
