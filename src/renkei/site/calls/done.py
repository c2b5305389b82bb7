"""What is done in calls, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "call.made": _("made the call"),
    "call.copied": _("made the call as a copy of another"),
    "call.changed": _("changed the call"),
    "call.published": _("published the call"),
    "call.extended": _("extended the deadline"),
    "call.results_published": _("published the results"),
    "call.deciding_set": _("set the scores, the rule or the stages"),
    "call.money_set": _("set the rates, pots or contributions"),
    "call.funder_set": _("set a funder's part in the call"),
    "call.funder_taken_out": _("took a funder out of the call"),
    "funder.registered": _("registered a funder"),
    "officer.appointed": _("named a funder's officer"),
    "officer.ended": _("ended an officer's work for a funder"),
    "section.added": _("added a section to the form"),
    "sections.added": _("added the usual sections to the form"),
    "section.changed": _("changed a section of the form"),
    "section.moved": _("moved a section of the form"),
    "section.removed": _("removed a section of the form"),
    "milestone.set": _("set a date of the timetable"),
    "milestone.removed": _("removed a date of the timetable"),
    "question.asked": _("asked a question"),
    "question.answered": _("answered a question"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "calls.Funder": _("a funder"),
    "calls.Officer": _("a funder’s officer"),
    "calls.Call": _("a call"),
    "calls.Participation": _("a funder’s part in a call"),
    "calls.Section": _("a section of the form"),
    "calls.Milestone": _("a date of the timetable"),
    "calls.Change": _("a change that was told"),
    "calls.Question": _("a question"),
    "calls.Answer": _("an answer"),
    "calls.Result": _("a published result"),
}
