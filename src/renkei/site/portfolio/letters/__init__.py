"""Letters to the partners: what each is told, in its language, and how it is set as a PDF."""

from renkei.site.portfolio.letters.addressed import Addressed, addressed
from renkei.site.portfolio.letters.told import Told
from renkei.site.portfolio.letters.words import subject_of, text_of

__all__ = ["Addressed", "Told", "addressed", "subject_of", "text_of"]
