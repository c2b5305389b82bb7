"""Conflict rules beside the tables: whose they are; what is wrong with investigators, declarations, publications."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.conflict_rules import ConflictRules
from renkei.defects import Defect
from renkei.identity.people import orcid_of
from renkei.programme.conflicts_file import CONFLICTS_FILE
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, whole

_ORCID = r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"
_YEARS = (1000, 9998)
_ABOUT = ("application_id", "person", "orcid", "organisation_id", "organisation")


def check_conflict_rules(
    rules: ConflictRules, tables: Mapping[str, Checked], unknown: frozenset[str]
) -> Iterator[Defect]:
    """Rules of nobody; tables that are `unknown`, or are not there, prove nothing."""
    if "funders" not in tables or {"funders", "pots"} & unknown:
        return
    keys = [("funders", "funder_id"), ("pots", "pot_id")]
    known = sorted({one for table, key in keys if table in tables for one in tables[table].frame[key].drop_nulls()})
    for name in rules.funders:
        if name not in known:
            near = nearest_word(name, known)
            remedy = f"write {near}" if near else "write its funder_id (or pot_id), or delete the rules"
            yield whole(CONFLICTS_FILE, "conflict rules are a funder's or a pot's", remedy, f"funders.{name}")


def check_investigators(tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Investigators of a partner that the application does not have."""
    if not {"investigators", "requests"} <= set(tables) or "requests" in unknown:
        return
    people, key = tables["investigators"], ["application_id", "partner_id"]
    known = tables["requests"].frame.select(*key, pl.lit(value=True).alias("#known")).unique()
    beside = people.frame.join(known, on=key, how="left", maintain_order="left")
    nobody = beside["partner_id"].is_not_null() & beside["#known"].is_null()
    remedy = "correct it, add the partner to requests, or leave it empty"
    yield from people.faults("partner_id", nobody, ("an investigator's partner is one in requests", remedy))


def check_declarations(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Declarations about nobody, that end before they begin, with a degree of no kinship, or cleared without ground."""
    if "declarations" not in tables:
        return
    table, frame = tables["declarations"], tables["declarations"].frame
    text = pl.DataFrame([table.source.text(name) for name in _ABOUT])
    nobody = text.select(pl.all_horizontal(pl.all().is_null())).to_series()
    remedy = "write the application, the person or the organisation"
    yield from table.faults("declaration_id", nobody, ("a declaration is about somebody", remedy))
    ended = frame["until"] < frame["since"]
    yield from table.faults("until", ended, ("what is declared ends after it begins", "correct one of the two"))
    strange = (frame["kind"] != "kinship") & frame["degree"].is_not_null()
    yield from table.faults("degree", strange, ("only kinship has a degree", "write kinship as the kind, or empty it"))
    cleared = frame["kind"] == "cleared"
    lost = cleared & table.source.text("application_id").is_null()
    yield from table.faults("application_id", lost, ("an application is cleared", "write which"))
    bare = cleared & table.source.text("ground").is_null()
    yield from table.faults("ground", bare, ("clearing has a ground", "write who looked into it, and what was found"))


def check_publications(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Publications of a year that no calendar has."""
    if "publications" in tables:
        fault = ("a year has four digits", "write it as 2024, or empty it where it is not known")
        year = tables["publications"].frame["year"]
        yield from tables["publications"].faults("year", (year < _YEARS[0]) | (year > _YEARS[1]), fault)


def check_orcids(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """ORCIDs that nobody has: one sign is wrong, and a person would not be known again."""
    fault = ("an ORCID is sixteen digits, the last its check digit (X: 10)", "copy it from the person's ORCID page")
    for name in ("reviewers", "investigators", "declarations"):
        if name in tables:
            yield from tables[name].faults("orcid", _no_orcid(tables[name].source.text("orcid")), fault)
    if "publications" in tables:
        cells = tables["publications"].source.text("coauthors")
        wrong = {one for one in set(cells.str.extract_all(_ORCID).explode().drop_nulls()) if not orcid_of(one)}
        found = cells.str.extract_all(_ORCID).list.set_intersection(sorted(wrong)).list.len() > 0
        yield from tables["publications"].faults("coauthors", found, fault)


def _no_orcid(cells: pl.Series) -> pl.Series:
    wrong = [one for one in cells.drop_nulls().unique() if not orcid_of(one)]
    return cells.is_in(wrong)
