"""Reading: drafts of what announcements, agreements and calls state, each value with the words that prove it."""

from renkei.engines.reading.lines import as_json, as_lines, from_line
from renkei.engines.reading.merge import merged
from renkei.engines.reading.model import Document, Draft, Form, Kind, Span, Value
from renkei.engines.reading.proposals import MAY_PROPOSE, Proposal, Quoted
from renkei.engines.reading.read import ReadingOptions, read
from renkei.engines.reading.weigh import Weighed, weigh

__all__ = [
    "MAY_PROPOSE",
    "Document",
    "Draft",
    "Form",
    "Kind",
    "Proposal",
    "Quoted",
    "ReadingOptions",
    "Span",
    "Value",
    "Weighed",
    "as_json",
    "as_lines",
    "from_line",
    "merged",
    "read",
    "weigh",
]
