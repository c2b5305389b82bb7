"""A decision made after a drop-out: what remains of the one before it is fixed, the rest is the rule's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from renkei.records.verify.call import Call
from renkei.records.verify.frame import check_inputs, check_options, read
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.payers import UnverifiableError
from renkei.records.verify.verdict import Findings
from renkei.settings import Settings

DROPPED_OUT = "dropped_out"
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Followed:
    """What the record says of the decision before it: what that funded, and who dropped out since the first."""

    funded: frozenset[str] = frozenset()
    drop_outs: frozenset[str] = field(default_factory=frozenset)
    drawn: bool = False


def followed_by(record: Mapping[str, Any], findings: Findings, *, seen: bool) -> Followed:
    """The decision before this one, as far as the record states it; empty where it follows none.

    That the facts are those of the record with that hash can only be `seen` from it: see `check_earlier`.
    """
    stated = record.get("follows")
    if stated is None:
        return Followed()
    findings.check("what follows a drop-out: who dropped out of what, on which ground, while the reserve list held")
    findings.same("follows.funded", stated["funded"], sorted(stated["funded"]), "sorted")
    if not set(stated["drop_outs"]) & set(stated["funded"]):
        findings.fail(
            "follows.drop_outs", stated["drop_outs"], "somebody with an award in the decision before drops out"
        )
    until = record["options"]["reserve"]["until"]
    if stated["date"] is not None and until is not None and stated["date"] > until:
        findings.fail("follows.date", stated["date"], f"the reserve list held until {until}: nobody moves up after it")
    if not seen:
        findings.open("follows: that these are the facts of the decision with that hash is seen with --earlier")
    return Followed(frozenset(stated["funded"]), frozenset(stated["drop_outs"]), record["draw"] is not None)


def left_by(tables: Tables, followed: Followed) -> Tables:
    """The tables with those who dropped out no longer eligible."""
    if not followed.drop_outs:
        return tables
    gone = pl.col("application_id").is_in(list(followed.drop_outs))
    status = pl.when(gone).then(pl.lit(DROPPED_OUT)).otherwise("status").alias("status")
    return {**tables, "applications": tables["applications"].with_columns(status)}


def without_drop_outs(call: Call, followed: Followed) -> Call:
    """The call with the remaining awards fixed; UnverifiableError where they are no awards of this call."""
    fixed = followed.funded - followed.drop_outs
    if not followed.drop_outs:
        return call
    strangers = sorted(followed.drop_outs - call.others.keys()) or sorted(fixed - call.eligible.keys())
    if strangers:
        raise UnverifiableError(f"follows names {', '.join(strangers)}, which this call cannot have funded")
    if call.top_up:
        raise UnverifiableError("a decision after a drop-out cannot stand beside a top-up")
    zoned = call.options.width is not None or (call.options.lottery and followed.drawn)
    if call.forced or call.limits or call.floors or call.reducing or zoned:
        raise UnverifiableError(
            "a decision after a drop-out bears no forcing in, conditions, sets, reductions or zone of a lottery"
        )
    if min(call.left(fixed), default=0) < 0:
        raise UnverifiableError("the awards that remain ask for more than the budgets")
    return replace(call, fixed=fixed)


def check_nothing_rerun(decision: Decision, findings: Findings) -> None:
    """The awards that remain are funded; reasons that need a re-run are not computed after a drop-out."""
    findings.check("every award that remains is funded still")
    for one in sorted(decision.call.fixed - decision.funded):
        findings.fail(f"outcomes.{one}.outcome", decision.outcomes[one]["outcome"], "its award is fixed", one)
    for name in sorted(decision.call.eligible.keys() - decision.funded):
        reason = decision.outcomes[name]["reason"]
        for kind in ("displaces", "unlock"):
            empty = {
                key: value for key, value in reason.get(kind, {}).items() if value not in ("not_computed", None, [], {})
            }
            findings.same(f"outcomes.{name}.reason.{kind}", empty, {}, "not computed after a drop-out", name)
    for funder, raised in decision.record["next_raises"].items():
        findings.same(f"next_raises.{funder}.state", raised["state"], "not_computed", "after a drop-out", funder)


def check_earlier(record: Mapping[str, Any], earlier: Mapping[str, Any], findings: Findings) -> None:
    """The facts about the decision before are those of its record, for the same call and rule."""
    findings.check("the facts about the decision before are those of its record")
    stated = record.get("follows")
    if stated is None:
        findings.fail("follows", "nothing", "this record follows no other, and an earlier one is given")
        return
    funded = sorted(one for one, entry in earlier["outcomes"].items() if entry["outcome"] == "funded")
    findings.same("follows.sha256", stated["sha256"], earlier["sha256"], "the hash of the earlier record")
    findings.same("follows.funded", stated["funded"], funded, "what the earlier record calls funded")
    before = (earlier.get("follows") or {}).get("drop_outs", {})
    kept = {one: stated["drop_outs"].get(one) for one in before}
    findings.same("follows.drop_outs", kept, before, "who dropped out before, with the grounds")
    new = stated["drop_outs"].keys() - before.keys()
    findings.same("follows.drop_outs", sorted(new), sorted(new & set(funded)), "only who has an award drops out")
    for key in ("call", "inputs", "rule", "options"):
        findings.same(key, record[key], earlier[key], "as in the earlier record")
    if earlier["draw"] is not None and record["draw"] is not None:
        value = earlier["draw"]["value"]
        findings.same("draw.value", record["draw"]["value"], value, "the lot that was drawn is not drawn again")


def misfits(data: bytes, settings: Settings, tables: Tables) -> list[str]:
    """Why bytes are no unaltered record on this very call: its hash, its tables, its published options."""
    findings = Findings()
    record = read(data, findings)
    if record is not None:
        check_inputs(record, tables, findings)
        check_options(record, settings, tables, findings)
    return [str(failure) for failure in findings.verdict().failures]
