"""What is done in a meeting, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

from renkei.site.decisions import words

DONE = {f"meeting.{act}": said for act, said in words.DONE.items()}

# What it was done to: the model → its words
SUBJECTS = {
    "decisions.SelectionMeeting": _("a selection meeting"),
    "decisions.Seat": _("a seat at the table"),
    "decisions.Absence": _("an absence from the room"),
    "decisions.MinuteLine": _("a line of the minutes"),
    "decisions.Act": _("an act of the meeting"),
    "decisions.Draw": _("a draw"),
    "decisions.Proposal": _("a proposal"),
    "decisions.Scenario": _("a scenario"),
    "decisions.Consent": _("a funder’s word"),
    "decisions.Decision": _("a decision"),
}
