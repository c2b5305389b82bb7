"""Reading organisations, always through the policy."""

from renkei.site.directory.models import Organisation
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet


def organisations(actor: Actor, words: str = "", country: str = "", kind: str = "") -> GuardedQuerySet[Organisation]:
    """Organisations whose name holds some words, of a country and a kind; empty asks nothing."""
    rows = scoped(actor, Organisation).order_by("name", "pk")
    if words:
        rows = rows.filter(name__icontains=words)
    if country:
        rows = rows.filter(country=country)
    return rows.filter(size=kind) if kind else rows
