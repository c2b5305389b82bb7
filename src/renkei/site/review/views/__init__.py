"""Pages of review: the secretariat's desk after the deadline, and the funders'."""

from renkei.site.review.views.drafts import draft, drafts, import_folder, import_scores
from renkei.site.review.views.funders import morning, raises
from renkei.site.review.views.screening import screening, verdicts
from renkei.site.review.views.snapshots import snapshot, snapshots
from renkei.site.review.views.standings import assessed, review, show_scores, standings

__all__ = [
    "assessed",
    "draft",
    "drafts",
    "import_folder",
    "import_scores",
    "morning",
    "raises",
    "review",
    "screening",
    "show_scores",
    "snapshot",
    "snapshots",
    "standings",
    "verdicts",
]
