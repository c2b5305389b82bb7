"""Pages of the portfolio."""

from renkei.site.portfolio.views.awards import awards, confirm, overview, portfolio
from renkei.site.portfolio.views.letters import letter, letter_pdf, letters, preview

__all__ = ["awards", "confirm", "letter", "letter_pdf", "letters", "overview", "portfolio", "preview"]
