"""Reading what people hand back: a sheet of scores, or a whole programme folder; all defects in one report."""

from renkei.site.review.reading.folder import lines_of_folder
from renkei.site.review.reading.place import Upload
from renkei.site.review.reading.scores import lines_of_scores

__all__ = ["Upload", "lines_of_folder", "lines_of_scores"]
