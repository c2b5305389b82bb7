"""Pages of the portfolio."""

from renkei.site.portfolio.views.awards import awards, confirm, overview, portfolio

__all__ = ["awards", "confirm", "overview", "portfolio"]
