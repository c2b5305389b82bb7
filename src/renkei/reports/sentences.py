"""What the record's codes mean, in sentences a person understands."""

from collections.abc import Iterable, Mapping

from renkei.reports.facts import Application, Decision, Record
from renkei.reports.language import Language
from renkei.reports.totals import Money


def decided(decision: Decision, say: Language) -> str:
    """How many of the eligible applications are to be funded."""
    if not decision.eligible:
        return say("headline.none")
    return say("headline.decided", n=len(decision.having("funded")), eligible=len(decision.eligible))


def rule(decision: Decision, say: Language) -> str:
    """The rule's name and what it does, in one sentence."""
    name = decision.record["rule"]
    national = name == "ranking" and decision.record["options"].get("tail") == "national"
    words = say(f"rule.{name}.national.words" if national else f"rule.{name}.words")
    return say("rule.sentence", name=say(f"rule.{name}"), words=words)


def state(decision: Decision, say: Language) -> list[str]:
    """Whether the rule is met exactly, by how much it may be missed, and what waits for the lot."""
    found = []
    ties = decision.record["ties"]
    if ties["open"]:
        found.append(say("state.tie", n=len(ties["open"])))
        if not ties["exact"] and decision.record["state"] == "complete":
            found.append(say("state.tie.caution"))
    waiting = provisional(decision)
    if waiting:
        found.append(say("state.provisional", n=len(waiting), list=say.items(waiting, limit=12)))
    if decision.record["state"] == "within":
        found.append(_within(decision, say))
    elif not decision.record["ties"]["open"]:
        found.insert(0, say("state.complete"))
    if decision.record["stopped"]:
        what = "stopped.reasons" if decision.record["state"] == "complete" else "stopped"
        found.append(say(f"{what}.{decision.record['stopped']}"))
    return found


def provisional(decision: Decision) -> list[str]:
    """The applications whose outcome stands on a pending endorsement."""
    endorsements = decision.record["endorsements"]
    return [] if endorsements is None else list(endorsements["provisional"])


def _within(decision: Decision, say: Language) -> str:
    level = _missed(decision)
    if level is None:
        return say("state.unproven" if decision.record["ties"]["exact"] else "state.ties")
    gap = abs(level["claimed"] - level["value"])
    return say("state.within", gap=measure(level, gap, decision, say), level=aim(level, decision, say))


def _missed(decision: Decision) -> Record | None:
    """The first level of the bounds that may not have its best value."""
    return next((one for one in decision.record["bounds"] if one["claimed"] != one["value"]), None)


def following(decision: Decision, say: Language) -> str:
    """What to do next."""
    if not decision.eligible:
        return say("next.none")
    if decision.record["state"] == "within":
        return say("next.within" if _missed(decision) else "next.ties")
    if decision.record["ties"]["open"]:
        return say("next.tie")
    if not decision.having("funded"):
        return say("next.nothing")
    return say("next.provisional" if provisional(decision) else "next.complete")


def aim(level: Record, decision: Decision, say: Language) -> str:
    """What a level of the bounds aims at."""
    if level["level"] != "total":
        return say(f"level.{level['level']}", band=level["band"])
    if decision.record["rule"] == "sum":
        return say("level.total.sum")
    return say("level.total.low" if decision.low_is_best else "level.total.high")


def measure(level: Record, value: int, decision: Decision, say: Language) -> str:
    """A level's value in its own unit: applications, points or money."""
    if level["unit"] == "applications":
        return say("unit.applications", n=value)
    if level["unit"] == "points":
        return say("unit.points", points=say.decimal(points(value, level)))
    return say.amount(Money(value, decision.rates.reporting))


def points(value: int, level: Record) -> str:
    """Units of a score as a plain decimal; `per` units, a power of ten, make one point."""
    per = level["per"]
    digits = len(str(per)) - 1
    sign, size = "-" if value < 0 else "", abs(value)
    return f"{sign}{size // per}" + (f".{size % per:0{digits}d}" if digits else "")


def lacking(short: Mapping[str, int], decision: Decision, say: Language, clause: str = "why.lacks") -> str:
    """Which funders lack (`why.lacked`: lacked) how much, and which limits have no room, as a clause."""
    found = [say(clause, funder=funder, money=money) for funder, money in missing(short, decision, say)]
    found += [
        say(f"{clause}.limit", limit=decision.limit_name(name, say))
        for name in sorted(short)
        if name in decision.limits
    ]
    return say.items(found, limit=8)


def missing(amounts: Mapping[str, int], decision: Decision, say: Language) -> list[tuple[str, str]]:
    """(funder, amount as printed) of what funders lack, by funder; limits are left out."""
    funders = [decision.funder[one] for one in sorted(amounts) if one in decision.funder]
    return [(one.id, say.amount(Money(amounts[one.id], one.currency))) for one in funders]


def why(application: Application, decision: Decision, say: Language) -> str:
    """Why the decision on an application is what it is, and whether it stands on a pending endorsement."""
    pending = [] if application.rank is None else waiting_for(application, decision)
    reason = _why(application, decision, say)
    if not pending:
        return reason
    return say("sentence.join").join([reason, say("why.provisional", list=say.items(pending))])


def waiting_for(application: Application, decision: Decision) -> list[str]:
    """The authorities whose pending endorsement the outcome stands on."""
    endorsements = decision.record["endorsements"]
    if endorsements is None or application.id not in endorsements["provisional"]:
        return []
    verdicts = endorsements["applications"][application.id]["verdicts"]
    return sorted(authority for authority, said in verdicts.items() if said["verdict"] == "pending")


def _why(application: Application, decision: Decision, say: Language) -> str:
    kind, forced = application.reason["kind"], decision.forced.get(application.id)
    if forced and (kind == "funded" or application.reason.get("because") == "forced_out"):
        return say(f"why.forced_{forced['way']}", ground=forced["ground"])
    if kind == "short":
        key = "why.short.limit" if application.short.keys() & decision.limits.keys() else "why.short"
        return say(key, list=lacking(application.short, decision, say))
    if kind == "stopped":
        return say("why.stopped", at=place(application.reason["at"], decision, say))
    if kind == "not_eligible":
        return _not_eligible(application.reason["because"], say)
    return say(f"why.{kind}")


def _not_eligible(because: str, say: Language) -> str:
    ground, _, criterion = because.partition(":")
    if ground.startswith("endorsement_"):
        return say(f"why.{ground}", authority=criterion)
    return say("why.below_criterion", criterion=criterion) if criterion else say(f"why.{ground}")


def place(at: str, decision: Decision, say: Language) -> str:
    """A group of equal standing: its score or its rank."""
    return say(f"at.{decision.record['options']['binding']}", at=say.decimal(at))


def story(application: Application, decision: Decision, say: Language) -> list[str]:
    """All there is to say about an eligible application that is not funded, a sentence each."""
    reason = application.reason
    found = []
    if reason.get("passed_over_for"):
        better = in_rank_order(reason["passed_over_for"], decision)
        found.append(say("passed.better", n=len(better), list=say.items(better)))
    if reason["kind"] != "short":
        found.append(why(application, decision, say))
    if application.short:
        found.append(say("passed.short", list=lacking(application.short, decision, say, "why.lacked")))
    if decision.record["ties"]["open"]:
        return [*found, say("depends")]
    return found + _displaces(reason.get("displaces"), decision, say) + _unlock(reason.get("unlock"), decision, say)


def in_rank_order(applications: Iterable[str], decision: Decision) -> list[str]:
    """Identifiers of applications, the best ranked first."""
    return sorted(applications, key=lambda one: (decision.by_id[one].rank or 0, one))


def _displaces(exchange: Record | None, decision: Decision, say: Language) -> list[str]:
    if exchange is None:
        return []
    if exchange["state"] not in ("exact", "bounded"):
        limited = ".limit" if exchange["state"] == "impossible" and (decision.limits or decision.forced) else ""
        return [say(f"displaces.{exchange['state']}{limited}")]
    sides = {side: in_rank_order(exchange[side], decision) for side in ("leaves", "enters", "tied")}
    found = [] if sides["leaves"] else [say("displaces.nobody")]
    found += [say(f"displaces.{side}", list=say.items(listed)) for side, listed in sides.items() if listed]
    if exchange["state"] == "bounded":
        found.append(say("displaces.bounded"))
    return found


def _unlock(unlock: Record | None, decision: Decision, say: Language) -> list[str]:
    if unlock is None:
        return []
    least = unlock["at_least"]
    words = {"at_least": "" if least is None else say.amount(Money(least, decision.rates.reporting))}
    words["raises"] = raises(unlock, decision, say) if unlock["raises"] else ""
    return [say(proven(f"unlock.{unlock['state']}", least), None, **words)]


def proven(key: str, least: int | None) -> str:
    """The key of an answer's words, which are others where an open answer has no proven least."""
    return f"{key}.unproven" if least is None and key.endswith((".upper", ".open")) else key


def raises(unlock: Record, decision: Decision, say: Language) -> str:
    """The raises of an unlock with, where it is not the same figure, what they cost in the reporting currency."""
    each = sorted(unlock["raises"].items())
    amounts = [Money(minor, decision.funder[funder].currency) for funder, minor in each]
    pairs = zip(each, amounts, strict=True)
    listed = say.items((say("unlock.item", funder=one, money=say.amount(money)) for (one, _), money in pairs), limit=8)
    if len(amounts) == 1 and amounts[0].currency == decision.rates.reporting:
        return listed
    return say("unlock.cost", list=listed, cost=say.amount(Money(unlock["cost"], decision.rates.reporting)))
