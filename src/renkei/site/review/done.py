"""What is done in review, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "standing.saved": _("changed how an application stands"),
    "verdict.said": _("said whether an application is eligible"),
    "call.scores_shown": _("showed the scores to the funders and the panel chair"),
    "draft.made": _("took in a file, as a draft"),
    "draft.taken": _("took lines of a draft"),
    "draft.left": _("left lines of a draft as they stand"),
    "snapshot.taken": _("took a snapshot of the call"),
    "participation.raised": _("changed a funder's raises"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "review.Standing": _("how an application stands"),
    "review.CriterionScore": _("a score on a criterion"),
    "review.FunderVerdict": _("what a funder says"),
    "review.Draft": _("a file taken in"),
    "review.Snapshot": _("a snapshot of the call"),
    "review.Visit": _("an officer’s visit"),
}
