"""How the rule came to its result, what decided beside the tables, and how to check all of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from renkei.reports import sentences
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections import order, zone
from renkei.reports.sections.table import Column, Row, Table


def steps_table(decision: Decision, say: Language) -> Table:
    """The walk of `ranking` and `gaps`, a row a group of equal standing."""
    return Table(
        key="table-steps",
        caption=say("steps.caption"),
        columns=[
            Column(say("column.step"), number=True),
            Column(say("column.group")),
            *(Column(say(f"column.{name}"), number=True) for name in ("size", "funded", "largest", "certified")),
        ],
        rows=[Row(_step_cells(number, step, decision, say)) for number, step in enumerate(decision.record["steps"], 1)],
        names=1,
    )


def _step_cells(number: int, step: Mapping[str, Any], decision: Decision, say: Language) -> list[str]:
    counts = [len(step["applications"]), len(step["funded"]), step["largest"], step["certified"]]
    at = sentences.place(step["at"], decision, say)
    return [str(number), at, *("–" if count is None else say.number(count) for count in counts)]


def bounds_table(decision: Decision, say: Language) -> Table:
    """The aims of `best` and `sum` in order, with the value reached and the two bounds."""
    return Table(
        key="table-bounds",
        caption=say("bounds.caption"),
        columns=[
            Column(say("column.level")),
            *(Column(say(f"column.{name}"), number=True) for name in ("value", "claimed", "certificate")),
            Column(say("column.met")),
        ],
        rows=[Row(_bound_cells(level, decision, say)) for level in decision.record["bounds"]],
    )


def _bound_cells(level: Mapping[str, Any], decision: Decision, say: Language) -> list[str]:
    figures = [
        "–" if level[name] is None else sentences.measure(level, level[name], decision, say)
        for name in ("value", "claimed", "certified")
    ]
    met = level["claimed"] == level["value"]
    return [sentences.aim(level, decision, say), *figures, say("yes" if met else "no")]


def options_table(decision: Decision, say: Language) -> Table:
    """The settings that decided, in words."""
    return Table(
        key="table-options",
        caption=say("options.caption"),
        columns=[Column(say("column.option")), Column(say("column.setting"), wide=True)],
        rows=[Row([name, value]) for name, value in _options(decision.record["options"], say)],
    )


def _options(options: Mapping[str, Any], say: Language) -> Iterator[tuple[str, str]]:
    yield from order.options(options, say)
    yield say("option.binding"), say(f"option.binding.{options['binding']}")
    if options["scale"]:
        lowest, highest = (say.decimal(options["scale"][end]) for end in ("minimum", "maximum"))
        yield say("option.scale"), say(f"option.scale.{options['scale']['best']}", minimum=lowest, maximum=highest)
    yield from _thresholds(options["thresholds"], say)
    if options["bands"]:
        yield say("option.bands"), _bands(options["bands"], say)
    yield say("option.tie_criteria"), ", ".join(options["tie_criteria"]) or say("none")
    yield from zone.option(options, say)
    places = options["reserve"]["places"]
    yield say("option.reserve"), say("option.reserve.all") if places is None else say.number(places)
    if options["reserve"]["until"]:
        yield say("option.until"), say.day(options["reserve"]["until"])
    yield say("option.currency"), options["reporting_currency"] or say("none")
    yield say("option.work"), say("none") if options["work"] is None else say.number(options["work"])


def _thresholds(thresholds: Mapping[str, Any], say: Language) -> Iterator[tuple[str, str]]:
    if thresholds["total"] is not None:
        yield say("option.threshold"), say.decimal(thresholds["total"])
    for criterion, limit in sorted(thresholds["criteria"].items()):
        yield say("option.threshold.of", criterion=criterion), say.decimal(limit)


def _bands(bands: str | list[str], say: Language) -> str:
    if isinstance(bands, str):
        return say(f"option.bands.{bands}")
    return say("option.bands.limits", list=" / ".join(map(say.decimal, bands)))


def inputs_table(decision: Decision, say: Language) -> Table:
    """The hash of each input table."""
    return Table(
        key="table-inputs",
        caption=say("check.inputs"),
        columns=[Column(say("column.table")), Column(say("column.hash"))],
        rows=[Row(pair, kind="hash") for pair in sorted(decision.record["inputs"].items())],
    )


def versions_table(decision: Decision, say: Language) -> Table:
    """The versions of the programs that made the record."""
    return Table(
        key="table-versions",
        caption=say("check.versions"),
        columns=[Column(say("column.program")), Column(say("column.version"))],
        rows=[Row(pair) for pair in sorted(decision.record["versions"].items())],
    )
