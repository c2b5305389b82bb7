"""What is done in applications, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "application.begun": _("began an application"),
    "application.renamed": _("changed an application's title or its like"),
    "application.submitted": _("handed in an application"),
    "application.withdrawn": _("withdrew an application"),
    "organisation.entered": _("entered an organisation"),
    "partner.added": _("added a partner"),
    "partner.removed": _("removed a partner"),
    "part.signed_off": _("signed off a partner's part"),
    "member.joined": _("joined an application"),
    "member.left": _("left an application, or was taken out of it"),
    "invitation.sent": _("invited a partner"),
    "invitation.sent_anew": _("sent an invitation anew"),
    "invitation.withdrawn": _("withdrew an invitation"),
    "request.saved": _("saved what is asked of a funder"),
    "section.saved": _("saved the text of a section"),
    "section.kept_beside": _("kept a text beside a newer one"),
    "section.settled": _("settled two texts of a section"),
    "file.attached": _("attached a file"),
    "file.removed": _("removed a file"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "applications.Application": _("an application"),
    "applications.Partner": _("a partner"),
    "applications.Member": _("somebody who writes for a partner"),
    "applications.Invitation": _("an invitation"),
    "applications.Request": _("what is asked of a funder"),
    "applications.SectionText": _("the text of a section"),
    "applications.SectionVersion": _("an earlier text of a section"),
    "applications.TextBeside": _("a text beside a newer one"),
    "applications.SignOff": _("a partner’s sign-off"),
    "applications.Attachment": _("a file"),
    "applications.Submission": _("what was handed in"),
}
