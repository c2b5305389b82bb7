"""What follows a decision, as steps on its call: a funder's awards to confirm, letters, results."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.policy import Actor, scoped
from renkei.site.portfolio import queries
from renkei.site.ui.steps import Step


def on_calls(actor: Actor, calls: Collection[int]) -> Iterator[tuple[int, Step]]:
    """The steps of an actor on some calls."""
    for part in queries.parts_with_awards(actor).filter(call__in=calls):
        words = _("Confirm the awards of %(funder)s") % {"funder": part.funder.name}
        yield part.call_id, Step(words, reverse("confirm_awards", args=[part.call.slug, part.funder.code]), 45)
    follows_up = set(scoped(actor, Call, "follow_up").filter(pk__in=calls).values_list("pk", flat=True))
    reads_letters = queries.reads_letters(actor)
    for call in queries.followed_calls(actor).filter(pk__in=calls):
        yield call.pk, Step(_("After the decision"), reverse("after", args=[call.slug]), 50)
        if reads_letters:
            yield call.pk, Step(_("Letters"), reverse("letters", args=[call.slug]), 52)
        if call.pk in follows_up and call.state == Call.State.PUBLISHED:
            yield call.pk, Step(_("Publish the results"), reverse("publish_decided", args=[call.slug]), 54)
