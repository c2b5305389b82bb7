"""What applicants do, one verb or one small family a module: each asks the policy, in one transaction, with one event.

Whoever changes anything in an application holds its row (`held`): so what is signed off or handed in is of one moment.
"""

from renkei.site.applications.actions.attachments import attach, detach
from renkei.site.applications.actions.begin import Heading, begin
from renkei.site.applications.actions.consortium import add_partner, leave, remove_partner
from renkei.site.applications.actions.invitations import (
    invitation_of,
    invite,
    invite_anew,
    join,
    withdraw_invitation,
)
from renkei.site.applications.actions.naming import rename
from renkei.site.applications.actions.organisations import Chosen, NewOrganisation
from renkei.site.applications.actions.requests import Asked, save_request
from renkei.site.applications.actions.sections import Place, Saved, save_section, settle
from renkei.site.applications.actions.signing import sign_off
from renkei.site.applications.actions.submitting import submit, withdraw

__all__ = [
    "Asked",
    "Chosen",
    "Heading",
    "NewOrganisation",
    "Place",
    "Saved",
    "add_partner",
    "attach",
    "begin",
    "detach",
    "invitation_of",
    "invite",
    "invite_anew",
    "join",
    "leave",
    "remove_partner",
    "rename",
    "save_request",
    "save_section",
    "settle",
    "sign_off",
    "submit",
    "withdraw",
    "withdraw_invitation",
]
