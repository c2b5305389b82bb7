"""Verification of a decision record by an outsider: no engine and no solver takes part."""

from renkei.records.verify.checks import verify
from renkei.records.verify.invitation import verify_invitation
from renkei.records.verify.verdict import Failure, Verdict

__all__ = ["Failure", "Verdict", "verify", "verify_invitation"]
