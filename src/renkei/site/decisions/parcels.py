"""Decisions that take longer than anybody waits for, worked out by a worker of the outbox."""

from renkei.site.decisions.actions.proposing import work_out
from renkei.site.decisions.models import Proposal
from renkei.site.outbox.kinds import Hopeless, handles
from renkei.site.outbox.lease import Lease
from renkei.site.policy import unscoped


@handles("decision")
def decide_proposal(lease: Lease) -> None:
    """The proposal's decision; done again from the start where a worker was killed, with the same record."""
    rows = unscoped(Proposal, "the worker decides what was proposed").select_related("scenario", "asked_by", "follows")
    proposal = rows.filter(public_id=lease.contents["proposal"]).first()
    if proposal is None:
        raise Hopeless("the proposal is gone")
    if proposal.state in (Proposal.State.WAITING, Proposal.State.WORKING):
        work_out(proposal, lease.done)
