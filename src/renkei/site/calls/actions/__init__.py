"""What people do to calls: the secretariat makes, changes, publishes, extends and answers; anybody logged in asks."""

from renkei.site.calls.actions.call import CallFacts, change_call, make_call, publish
from renkei.site.calls.actions.extension import extend
from renkei.site.calls.actions.funders import FunderPart, set_funder, take_funder_out
from renkei.site.calls.actions.questions import answer, ask
from renkei.site.calls.actions.results import Funded, publish_results

__all__ = [
    "CallFacts",
    "Funded",
    "FunderPart",
    "answer",
    "ask",
    "change_call",
    "extend",
    "make_call",
    "publish",
    "publish_results",
    "set_funder",
    "take_funder_out",
]
