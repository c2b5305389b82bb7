"""The lottery zone: the SNSF-like page worked by hand, and generated calls against the definition tried out whole."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renkei.engines.selection import Selection, SelectionError, options_from, select
from renkei.programme import Folder, read_folder
from renkei.records.canonical import dump, load
from renkei.records.verify import Verdict, verify
from renkei.records.write import write
from renkei.records.zone import ZoneError, drawn, read_zone, refuse_changed, zone_record
from renkei.settings import Lottery, Scale, SelectionSettings, Settings
from tests.engines.selection.calls import SmallCall, parse
from tests.engines.selection.zones.plain import affordable, largest_parts

PAGE = Path(__file__).parents[4] / "docs" / "worked" / "lottery.md"
VALUE = "2 17 23 30 34 40"


@pytest.fixture
def page(tmp_path: Path) -> Folder:
    """The folder that the page shows."""
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return read_folder(tmp_path, "select")


def decided(call: Folder, draw: str | None = None, **more: Any) -> Selection:
    return select(**call.tables, options=options_from(call.settings, draw=draw, **more))


def frozen(call: Folder) -> dict[str, Any]:
    named = call.settings.selection.lottery
    assert named is not None
    return load(dump(zone_record(decided(call), call.settings, call.tables, named.draw_named)))


def checked(call: Folder, draw: str | None, zone: dict[str, Any] | None) -> Verdict:
    record = write(decided(call, draw), call.settings, call.tables, zone)
    return verify(record, call.settings, call.tables)


def outcomes(found: Selection) -> dict[str, str]:
    return dict(found.outcomes.select("application_id", "outcome").iter_rows())


def test_the_line_and_every_interval_are_those_worked_on_the_page(page):
    zone = decided(page).zone
    assert zone is not None
    assert zone.line == Decimal("7.3")
    rows = re.findall(
        r"^\| ([A-H]) \| ([\d.]+) \| [\d.]+ \| ([\d.]+) – ([\d.]+) \| (\w+) \|$", PAGE.read_text("utf-8"), re.M
    )
    assert len(rows) == 8
    for one, score, low, high, place in rows:
        found = zone.intervals[one]
        assert (found.score, found.low, found.high, found.place) == (Decimal(score), Decimal(low), Decimal(high), place)


def test_until_the_draw_the_zone_is_tied_and_those_below_it_are_not_funded(page):
    expected = {"funded": "AB", "tie": "CDE", "reserve": "FGH"}
    assert outcomes(decided(page)) == {one: outcome for outcome, ones in expected.items() for one in ones}
    assert checked(page, None, None).holds
    assert checked(page, None, frozen(page)).holds


def test_the_draw_chooses_as_worked_on_the_page(page):
    shown = dict(re.findall(r"^\| ([CDE]) \| `(\w{8})…` \|$", PAGE.read_text("utf-8"), re.M))
    assert shown == {one: hashlib.sha256(f"{VALUE}{one}".encode()).hexdigest()[:8] for one in "CDE"}
    assert drawn(frozen(page), VALUE) == ("E", "C", "D")
    found = decided(page, VALUE)
    assert found.funded == ("A", "B", "C", "E")
    assert found.reasons["D"].kind == "lost_lot"
    assert found.reasons["F"].kind == "stopped"
    verdict = checked(page, VALUE, frozen(page))
    assert verdict.holds, "\n".join(map(str, verdict.failures))


def test_a_draw_without_a_frozen_zone_does_not_verify(page):
    assert [failure.key for failure in checked(page, VALUE, None).failures] == ["zone"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", "7.2"),
        ("members", ["C", "D", "E", "F"]),
        ("draw_named", "another draw"),
        ("rule", "gaps"),
        ("inputs", {}),
        ("applications", {}),
        ("call", "another call"),
    ],
)
def test_a_zone_that_is_not_this_calls_fails_even_when_it_is_hashed_anew(page, key, value):
    forged = load(dump(frozen(page) | {key: value}))
    assert f"zone.{key}" in [failure.key for failure in checked(page, VALUE, forged).failures]


def test_an_interval_or_a_hash_changed_afterwards_is_named(page):
    zone = frozen(page)
    moved = zone["applications"] | {"F": zone["applications"]["F"] | {"place": "zone"}}
    assert "zone.applications.F" in [one.key for one in checked(page, VALUE, zone | {"applications": moved}).failures]
    assert "zone.sha256" in [one.key for one in checked(page, VALUE, zone | {"sha256": "0" * 64}).failures]


def test_a_zone_in_a_call_without_a_lottery_fails(page):
    plain = replace(page.settings, selection=replace(page.settings.selection, lottery=None))
    call = replace(page, settings=plain)
    record = write(decided(call), plain, page.tables, frozen(page))
    assert [one.key for one in verify(record, plain, page.tables).failures] == ["zone"]


def test_a_folder_changed_since_is_refused_by_the_name_of_its_table(page):
    zone = frozen(page)
    refuse_changed(zone, frozen(page))
    budget = page.tables["funders"].with_columns(pl.col("budget") + 1)
    changed = replace(page, tables={**page.tables, "funders": budget})
    with pytest.raises(ZoneError, match="the table funders changed since"):
        refuse_changed(zone, frozen(changed))


def test_only_the_very_bytes_that_were_frozen_are_read(page):
    data = dump(frozen(page))
    assert read_zone(data) == frozen(page)
    for spoilt in (data.replace(b'"7.3"', b'"7.2"'), data + b" ", b"{}", b"no json"):
        with pytest.raises(ZoneError, match="no frozen zone"):
            read_zone(spoilt)


def test_without_a_width_the_zone_is_what_only_the_lot_can_settle(page):
    scores = page.tables["applications"].with_columns(
        pl.when(pl.col("application_id") == "E").then(Decimal("7.3")).otherwise("score").alias("score")
    )
    ties = replace(page.settings.selection, lottery=Lottery(draw_named="a dice at noon"))
    call = Folder(replace(page.settings, selection=ties), {**page.tables, "applications": scores})
    zone = frozen(call)
    assert (zone["members"], zone["line"], zone["applications"]) == (["D", "E"], None, {})
    assert checked(call, "six", zone).holds
    forged = load(dump(zone | {"members": ["D"]}))
    assert [one.key for one in checked(call, "six", forged).failures] == ["zone.members"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "best", "bands": "each"}, "no funding line"),
        ({"rule": "sum"}, "no funding line"),
        ({"binding": "rank"}, "binds a rank"),
        ({"tie_criteria": ("sme_share",)}, "tie criteria would settle"),
    ],
)
def test_what_cannot_bear_intervals_is_refused_in_words(page, changes, words):
    ranked = page.tables["applications"].with_columns(pl.int_range(1, 9).alias("rank"))
    call = replace(page, tables={**page.tables, "applications": ranked})
    with pytest.raises(SelectionError, match=words):
        decided(call, **changes)


def test_an_unknown_error_is_refused_and_named(page):
    unknown = page.tables["applications"].with_columns(
        pl.when(pl.col("application_id") != "C").then("score_error").alias("score_error")
    )
    with pytest.raises(SelectionError, match="no score_error for C:"):
        decided(replace(page, tables={**page.tables, "applications": unknown}))


def test_where_all_can_be_paid_there_is_no_line_and_nothing_to_freeze(page):
    rich = page.tables["funders"].with_columns(pl.lit(10**9, pl.Int64).alias("budget"))
    call = replace(page, tables={**page.tables, "funders": rich})
    assert decided(call).zone is None
    assert checked(call, None, None).holds
    with pytest.raises(ZoneError, match="no gap"):
        frozen(call)


def test_where_nobody_stands_above_the_gap_ties_below_it_are_the_zone(page):
    small = parse("A 9: X200 · B 8: X60 · C 8: X60", "X100", "A1 B1 C1")
    tables = small.tables()
    errors = tables["applications"].with_columns(pl.lit(Decimal("0.1"), pl.Decimal(38, 6)).alias("score_error"))
    gaps = replace(page.settings, selection=replace(page.settings.selection, rule="gaps"), reporting_currency="EUR")
    call = Folder(gaps, {**tables, "applications": errors})
    zone = frozen(call)
    assert (zone["line"], zone["members"]) == (None, ["B", "C"])
    assert checked(call, "six", zone).holds


Asked = dict[str, dict[str, int]]


@st.composite
def calls(draw: st.DrawFn) -> tuple[Folder, str]:
    ids = "ABCDEFG"[: draw(st.integers(3, 7))]
    amount = st.integers(0, 40)
    small = SmallCall(
        {one: (f"{draw(st.integers(10, 16)) / 2}", {f: draw(amount) for f in "XY"}) for one in ids},
        {f: draw(st.integers(20, 110)) for f in "XY"},
        dict.fromkeys(ids, 1),
    )
    tables = small.tables()
    errors = pl.Series("score_error", [Decimal(draw(st.integers(0, 15))) / 10 for _ in ids], pl.Decimal(38, 6))
    tables["applications"] = tables["applications"].with_columns(errors)
    best = draw(st.sampled_from(["high", "low"]))
    published = SelectionSettings(
        rule=draw(st.sampled_from(["ranking", "gaps"])),
        lottery=Lottery(Decimal(draw(st.sampled_from(["0", "0.5", "1.25"]))), "a dice"),
    )
    scale = Scale(Decimal(0), Decimal(10), best)  # type: ignore[arg-type]
    return Folder(Settings("small", reporting_currency="EUR", scale=scale, selection=published), tables), draw(
        st.text("abc", min_size=1, max_size=2)
    )


def by_definition(call: Folder, value: str) -> tuple[set[str], list[str]] | None:
    """(the funded, the zone), tried out from the words of decision 14; None where there is no line."""
    rows = {row["application_id"]: row for row in call.tables["applications"].to_dicts()}
    asked: Asked = {one: {} for one in rows}
    for row in call.tables["requests"].to_dicts():
        asked[row["application_id"]][row["funder_id"]] = row["amount"]
    budgets = dict(call.tables["funders"].select("funder_id", "budget").iter_rows())
    assert call.settings.scale is not None
    sign = 1 if call.settings.scale.best == "high" else -1
    merit = {one: sign * row["score"] for one, row in rows.items()}
    lottery = call.settings.selection.lottery
    assert lottery is not None
    assert lottery.width is not None
    order = sorted(set(merit.values()), reverse=True)
    better = {score: [one for one in rows if merit[one] >= score] for score in order}
    gaps = [score for score in order if not affordable(better[score], asked, budgets)]
    if not gaps:
        return None
    above = {one for one in rows if merit[one] > gaps[0]}
    fundable = above | {one for one in rows if merit[one] == gaps[0] and affordable([*above, one], asked, budgets)}
    if not fundable:
        return None
    line = min(merit[one] for one in fundable)
    reach = {one: lottery.width * row["score_error"] for one, row in rows.items()}
    zone = sorted(one for one in rows if merit[one] - reach[one] <= line <= merit[one] + reach[one])
    upper = {one for one in rows if merit[one] - reach[one] > line}
    lower = set(rows) - upper - set(zone)
    groups = [[one for one in upper if merit[one] == score] for score in order]
    groups += [zone, *([one for one in lower if merit[one] == score] for score in order)]
    lot = sorted(rows, key=lambda one: hashlib.sha256((value + one).encode()).hexdigest())
    funded: set[str] = set()
    for group in filter(None, groups):
        best = max(largest_parts(group, funded, asked, budgets), key=lambda part: [one in part for one in lot])
        funded |= best
        if call.settings.selection.rule == "ranking" and len(best) < len(group):
            break
    return funded, zone


@settings(max_examples=50, deadline=None)
@given(calls())
def test_generated_calls_are_decided_as_the_definition_tried_out_whole(drawn_call):
    call, value = drawn_call
    expected, found = by_definition(call, value), decided(call, value, reasons=False)
    if expected is None:
        assert found.zone is None
        return
    assert found.zone is not None
    assert (set(found.funded), list(found.zone.members)) == expected
    certain = decided(call, reasons=False)
    assert set(certain.funded) <= set(found.funded) <= set(certain.funded) | set(certain.tied)


@settings(max_examples=12, deadline=None)
@given(calls())
def test_generated_decisions_verify_with_their_zone(drawn_call):
    call, value = drawn_call
    try:
        zone = frozen(call)
    except ZoneError:
        assume(False)
    verdict = checked(call, value, zone)
    assert verdict.holds, "\n".join(map(str, verdict.failures))


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from leaves(one, (*way, key))
    if way and not isinstance(value, dict | list):
        yield way


def test_every_value_of_a_frozen_zone_that_is_changed_and_hashed_anew_is_noticed(page):
    record = load(write(decided(page, VALUE), page.settings, page.tables, frozen(page)))
    for way in leaves(record["zone"]):
        zone = json.loads(dump(record["zone"]))
        place: Any = zone
        for key in way[:-1]:
            place = place[key]
        place[way[-1]] = "1" if place[way[-1]] != "1" else "2"
        forged = dump(record | {"zone": zone if way == ("sha256",) else load(dump(zone))})
        assert not verify(forged, page.settings, page.tables).holds, way


@pytest.mark.parametrize("rule", ["best", "sum"])
def test_a_portfolios_ties_are_a_zone_too(page, rule):
    """A, B and F leave 600, enough for any two of the three that ask the same with the same score."""
    applications = page.tables["applications"].with_columns(
        pl.when(pl.col("application_id").is_in(["C", "D", "G"])).then(Decimal(7)).otherwise("score").alias("score")
    )
    published = SelectionSettings(rule=rule, bands=(Decimal("7.5"),), lottery=Lottery(draw_named="a dice at noon"))
    call = Folder(replace(page.settings, selection=published), {**page.tables, "applications": applications})
    zone = frozen(call)
    assert zone["members"] == ["C", "D", "G"]
    assert checked(call, "six", zone).holds
    forged = load(dump(zone | {"members": ["C", "D"]}))
    assert [one.key for one in checked(call, "six", forged).failures] == ["zone.members"]


def test_a_top_up_beside_intervals_is_refused_in_words():
    home = PAGE.parent / "mixed-pot"
    call = read_folder(home, "select")
    errors = call.tables["applications"].with_columns(pl.lit(Decimal("0.1"), pl.Decimal(38, 6)).alias("score_error"))
    tables = {**call.tables, "applications": errors}
    options = options_from(call.settings, lottery=Lottery(Decimal(1), "a dice"))
    with pytest.raises(SelectionError, match="the funding line moves"):
        select(**tables, options=options)
