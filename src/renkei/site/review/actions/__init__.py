"""What people do in review: the secretariat assesses, takes files back and snapshots; officers screen and raise."""

from renkei.site.review.actions.drafts import draft_folder, draft_scores, leave_lines, take_lines
from renkei.site.review.actions.raises import save_raises
from renkei.site.review.actions.showing import scores_are_seen, show_scores
from renkei.site.review.actions.snapshots import take_snapshot
from renkei.site.review.actions.standings import save_standing
from renkei.site.review.actions.verdicts import Said, say
from renkei.site.review.actions.visits import visited
from renkei.site.review.assessed import Assessed

__all__ = [
    "Assessed",
    "Said",
    "draft_folder",
    "draft_scores",
    "leave_lines",
    "save_raises",
    "save_standing",
    "say",
    "scores_are_seen",
    "show_scores",
    "take_lines",
    "take_snapshot",
    "visited",
]
