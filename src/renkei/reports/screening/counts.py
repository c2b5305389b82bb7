"""Each annex in figures: the applications it is about, how they come off, which rule fails most."""

from collections import Counter
from dataclasses import dataclass

from renkei.engines.screening import Screening, Verdict, worst
from renkei.reports.language import Language
from renkei.reports.screening.sentences import rule_name, whose


@dataclass(frozen=True)
class Counted:
    """One annex: numbers of applications, of verdicts, and the rule most often failed, in words."""

    whose: str
    applications: int
    verdicts: int
    passing: int
    failing: int
    doubtful: int
    often: str


def counted(screening: Screening, say: Language) -> list[Counted]:
    """A row an annex that spoke: the call's own first, then funders by identifier."""
    found: dict[str, dict[str, list[Verdict]]] = {}
    for application, verdicts in screening.verdicts.items():
        for one in verdicts:
            found.setdefault(one.scope, {}).setdefault(application, []).append(one)
    return [_row(found[scope], say) for scope in sorted(found)]


def _row(of: dict[str, list[Verdict]], say: Language) -> Counted:
    verdicts = [one for found in of.values() for one in found]
    said = Counter(worst(tuple(found)) for found in of.values())
    failed = Counter(rule_name(one, say) for one in verdicts if one.verdict == "fail")
    name, times = min(failed.items(), key=lambda pair: (-pair[1], pair[0])) if failed else ("", 0)
    return Counted(
        whose(verdicts[0], say),
        len(of),
        len(verdicts),
        said["pass"],
        said["fail"],
        said["doubt"],
        say("screening.often.of", rule=name, n=times) if times else "–",
    )
