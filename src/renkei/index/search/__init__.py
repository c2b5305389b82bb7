"""A searchable index of profiles, projects, applications, programmes and calls."""

from renkei.index.search.find import Found, Hit, search
from renkei.index.search.query import Filters, QueryError
from renkei.index.search.record import Record
from renkei.index.search.store import IndexUnusable, Opened, opened
from renkei.index.search.update import Changes, update

__all__ = [
    "Changes",
    "Filters",
    "Found",
    "Hit",
    "IndexUnusable",
    "Opened",
    "QueryError",
    "Record",
    "opened",
    "search",
    "update",
]
