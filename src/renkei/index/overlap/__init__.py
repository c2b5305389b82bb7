"""An index of texts for overlap: tonight's applications against everything, without working everything out again.

`update(folder, projects)` brings the index to a table of projects; `against(folder, projects)` compares new ones.
"""

from renkei.index.overlap.comparing import against
from renkei.index.overlap.store import TextIndexError
from renkei.index.overlap.updating import Updated, update

__all__ = ["TextIndexError", "Updated", "against", "update"]
