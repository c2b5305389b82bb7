"""Pages of the portfolio."""

from renkei.site.portfolio.views.awards import awards, confirm, overview, portfolio
from renkei.site.portfolio.views.contacts import contact, contacts
from renkei.site.portfolio.views.departures import consortium_after, departures, partner_after
from renkei.site.portfolio.views.letters import letter, letter_pdf, letters, preview
from renkei.site.portfolio.views.observer import observed, procedure, report
from renkei.site.portfolio.views.redress import outcome, redress, redresses
from renkei.site.portfolio.views.results import funder_results, publish

__all__ = [
    "awards",
    "confirm",
    "consortium_after",
    "contact",
    "contacts",
    "departures",
    "funder_results",
    "letter",
    "letter_pdf",
    "letters",
    "observed",
    "outcome",
    "overview",
    "partner_after",
    "portfolio",
    "preview",
    "procedure",
    "publish",
    "redress",
    "redresses",
    "report",
]
