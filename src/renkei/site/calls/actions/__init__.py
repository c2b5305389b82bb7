"""What people do to calls: the secretariat makes, changes, publishes, extends and answers; anybody logged in asks."""

from renkei.site.calls.actions.call import CallFacts, change_call, make_call, publish
from renkei.site.calls.actions.copying import copy_call
from renkei.site.calls.actions.deciding import Deciding, set_deciding, set_money
from renkei.site.calls.actions.extension import extend
from renkei.site.calls.actions.funders import FunderPart, set_funder, take_funder_out
from renkei.site.calls.actions.milestones import remove_milestone, set_milestone
from renkei.site.calls.actions.questions import answer, ask
from renkei.site.calls.actions.registering import FunderFacts, register_funder
from renkei.site.calls.actions.results import Funded, publish_results
from renkei.site.calls.actions.sections import (
    SectionFacts,
    add_section,
    add_usual,
    change_section,
    move_section,
    remove_section,
)

__all__ = [
    "CallFacts",
    "Deciding",
    "Funded",
    "FunderFacts",
    "FunderPart",
    "SectionFacts",
    "add_section",
    "add_usual",
    "answer",
    "ask",
    "change_call",
    "change_section",
    "copy_call",
    "extend",
    "make_call",
    "move_section",
    "publish",
    "publish_results",
    "register_funder",
    "remove_milestone",
    "remove_section",
    "set_deciding",
    "set_funder",
    "set_milestone",
    "set_money",
    "take_funder_out",
]
