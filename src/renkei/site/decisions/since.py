"""What became of a decision since it was adopted: what of it is not funded any more, and where to read on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.decisions.models import Decision
from renkei.site.decisions.reading import funded_in
from renkei.site.policy import Actor, scoped


@dataclass(frozen=True)
class Since:
    """What became of an application, in words; `address` is the page that tells more, empty for none."""

    words: str
    address: str = ""


AFTERWARDS: list[Callable[[Actor, Decision], Mapping[str, Since]]] = []  # stations above tell theirs, by number


def follower_of(actor: Actor, decision: Decision) -> Decision | None:
    """The decision that came in a decision's place, as far as the actor sees it."""
    rows = scoped(actor, Decision).filter(follows=decision, adopted_at__isnull=False)
    return rows.order_by("-number").first()


def since(actor: Actor, decision: Decision) -> dict[str, Since]:
    """Number → what became of it, of all that the decision funded and that is not funded any more."""
    if decision.adopted_at is None:
        return {}
    found = {one: told for tell in AFTERWARDS for one, told in tell(actor, decision).items()}
    later = follower_of(actor, decision)
    if later is not None:
        told = Since(
            _("not funded in decision %(n)d") % {"n": later.number}, reverse("decision", args=[later.public_id])
        )
        found = dict.fromkeys(sorted(set(funded_in(decision)) - set(funded_in(later))), told) | found
    return found
