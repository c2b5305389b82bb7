"""What people do after a decision: funders confirm, letters go out, somebody drops out, redress is sought."""

from renkei.site.portfolio.actions.awards import Word, say
from renkei.site.portfolio.actions.contacts import come, contact_of, invite_contact
from renkei.site.portfolio.actions.drop_outs import drop_out
from renkei.site.portfolio.actions.letters import send_letters
from renkei.site.portfolio.actions.partners import Change, change_partner
from renkei.site.portfolio.actions.redress import answer_redress, file_redress
from renkei.site.portfolio.actions.results import publish_decided

__all__ = [
    "Change",
    "Word",
    "answer_redress",
    "change_partner",
    "come",
    "contact_of",
    "drop_out",
    "file_redress",
    "invite_contact",
    "publish_decided",
    "say",
    "send_letters",
]
