"""Why, in the words of the reports, so that the screen and the decision's page say the same."""

from collections.abc import Mapping

import polars as pl
from django.utils.translation import gettext as _

from renkei.engines.selection import NextRaise, Reason
from renkei.engines.selection.result import Displaces, Unlock
from renkei.programme import Folder
from renkei.reports.language import Language
from renkei.reports.totals import Money
from renkei.site.ui.reader import amount, language


def currencies(folder: Folder) -> dict[str, str]:
    """Funder, or pot, → its currency."""
    found = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    return found | (
        dict(folder.tables["pots"].select("pot_id", "currency").iter_rows()) if "pots" in folder.tables else {}
    )


def pots(folder: Folder) -> dict[str, str]:
    """Common pot → its name."""
    if "pots" not in folder.tables:
        return {}
    rows = folder.tables["pots"].filter(pl.col("kind") == "real").sort("pot_id")
    return {one: name or one for one, name in rows.select("pot_id", "name").iter_rows()}


def lacks(short: Mapping[str, int], folder: Folder) -> str:
    """Who is short by how much: "NRC short by CAD 80,000"."""
    of, names = currencies(folder), pots(folder)
    found = [
        _("%(funder)s short by %(amount)s") % {"funder": names.get(one, one), "amount": amount(Money(minor, of[one]))}
        if one in of
        else _("no room in a condition: %(name)s") % {"name": one}
        for one, minor in short.items()
    ]
    return language().items(found, limit=8)


def because(ground: str) -> str:
    """Why an application is not eligible."""
    say = language()
    kind, _sign, rest = ground.partition(":")
    if kind.startswith("endorsement_"):
        return say(f"why.{kind}", authority=rest)
    return say("why.below_criterion", criterion=rest) if rest else say(f"why.{kind}")


def story(reason: Reason, folder: Folder, reporting: str) -> list[str]:
    """All there is to say about an application that is not funded, a sentence each."""
    say = language()
    found = []
    if reason.passed_over_for:
        found.append(say("passed.better", n=len(reason.passed_over_for), list=say.items(reason.passed_over_for)))
    if reason.short:
        found.append(lacks(reason.short, folder))
    return [*found, *_displaces(reason.displaces, say), _unlock(reason.unlock, folder, reporting, say)]


def _displaces(found: Displaces, say: Language) -> list[str]:
    if found.state not in ("exact", "upper"):
        return [say(f"displaces.{found.state}")]
    lines = [say("displaces.leaves", list=say.items(found.leaves)) if found.leaves else say("displaces.nobody")]
    lines += [say("displaces.enters", list=say.items(found.enters))] if found.enters else []
    return lines + ([say("displaces.tied", list=say.items(found.tied))] if found.tied else [])


def _unlock(found: Unlock, folder: Folder, reporting: str, say: Language) -> str:
    of = currencies(folder)
    if found.state in ("exact", "upper"):
        raises = say.items(
            say("unlock.item", funder=one, money=amount(Money(minor, of[one]))) for one, minor in found.raises.items()
        )
        if found.cost is not None and len(found.raises) > 1:
            raises = say("unlock.cost", list=raises, cost=amount(Money(found.cost, reporting)))
        return say("unlock.exact" if found.state == "exact" else "unlock.upper.unproven", raises=raises)
    if found.state == "open" and found.at_least is not None:
        return say("unlock.open", at_least=amount(Money(found.at_least, reporting)))
    return say({"open": "unlock.open.unproven"}.get(found.state, f"unlock.{found.state}"))


def next_raise_words(found: NextRaise, currency: str) -> tuple[str, str]:
    """A next raise in a cell, "95,000 (+2 \N{MINUS SIGN}1)", and in full with who enters and who leaves."""
    if found.amount is None:
        least = amount(Money(found.at_least, currency)) if found.at_least is not None else "?"
        said = "–" if found.state == "none" else f"≥ {least}"
        return said, said
    counts = [f"+{len(found.enters)}"] + ([f"\N{MINUS SIGN}{len(found.leaves)}"] if found.leaves else [])
    who = [f"+{one}" for one in found.enters] + [f"\N{MINUS SIGN}{one}" for one in found.leaves]
    plain = amount(Money(found.amount, currency)).replace(currency, "").strip()
    return f"{plain} ({' '.join(counts)})", " ".join([amount(Money(found.amount, currency)), *who])
