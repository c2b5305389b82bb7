"""What review offers next on a call: a funder's part to its officer, how applications stand to who may read it."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.policy import Actor
from renkei.site.review import queries
from renkei.site.ui.steps import Step


def on_calls(actor: Actor, calls: Collection[int]) -> Iterator[tuple[int, Step]]:
    """The steps of an actor on some calls."""
    for part in queries.my_parts(actor).filter(call__in=calls):
        words = _("Our part: %(funder)s") % {"funder": part.funder.name}
        yield part.call_id, Step(words, reverse("morning", args=[part.call.slug, part.funder.code]), 10)
    assessed = {one.pk: one for one in queries.calls_to_assess(actor).filter(pk__in=calls)}
    shown = {one.pk: one for one in queries.calls_shown(actor).filter(pk__in=calls)}
    for key, call in {**shown, **assessed}.items():
        yield key, Step(_("How the applications stand"), reverse("standings", args=[call.slug]), 20)
    for key, call in assessed.items():
        yield key, Step(_("What the funders say"), reverse("verdicts", args=[call.slug]), 22)
