"""What changed in a call, in plain words."""

from django.utils.translation import gettext as _

from renkei.site.calls.models import Change
from renkei.site.ui import moments


def change_words(change: Change) -> str:
    """A change and why, in the reader's language and zone."""
    return _("%(what)s Why: %(ground)s") % {"what": _what(change), "ground": change.ground}


def _what(change: Change) -> str:
    if change.moved_from and change.moved_to:
        values = {"before": moments.words(change.moved_from), "after": moments.words(change.moved_to)}
        return _("The deadline moves from %(before)s to %(after)s.") % values
    if change.kind == Change.Kind.RESULTS:
        return _("Results are published.")
    return change.what
