import json
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from renkei.defects import DefectsFound
from renkei.exchange.cordis import read_cordis
from renkei.exchange.cordis.cells import country, minor_units, size

REAL = Path(__file__).parents[4] / "shared/data/consortia"
PROJECTS = [
    ["id", "acronym", "title", "objective", "topics", "keywords"],
    ["101", "OAK", "Oak, and ash", "Two lines\nof text", "TOPIC-1", "wood, bark"],
    ["102", "ELM", "Elm", "", "", ""],
]
ORGANISATIONS = [
    [
        "projectID",
        "projectAcronym",
        "organisationID",
        "name",
        "SME",
        "activityType",
        "country",
        "role",
        "ecContribution",
        "netEcContribution",
        "totalCost",
    ],
    ["101", "OAK", "9001", "UNIVERSITY OF OAK", "false", "HES", "EL", "coordinator", "1000.0", "900.5", "1000,25"],
    ["101", "OAK", "9002", "OAK LIMITED", "true", "PRC", "UK", "participant", "250", "", ""],
    ["101", "OAK", "9002", "OAK LIMITED", "true", "PRC", "UK", "thirdParty", "0.0", "99.5", "100"],
    ["102", "ELM", "9003", "ELM WORKS", "false", "PRC", "DE", "coordinator", "400", "400", "500"],
    ["102", "ELM", "9004", "ELM ABROAD", "", "PRC", "US", "associatedPartner", "", "", "300"],
]


def source(folder: Path, projects=PROJECTS, organisations=ORGANISATIONS, separator=";") -> Path:
    for name, lines in (("project", projects), ("organization", organisations)):
        (folder / f"{name}.csv").write_text(csv_text(lines, separator), encoding="utf-8")
    return folder


def csv_text(lines, separator=";") -> str:
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines)


def changed(row: int, **cells: str) -> list[list[str]]:
    header, *rows = [list(line) for line in ORGANISATIONS]
    for name, text in cells.items():
        rows[row - 1][header.index(name)] = text
    return [header, *rows]


def imported(folder: Path, **options):
    return read_cordis(folder, Decimal("0.42"), **options)


def column(imported_programme, table: str, name: str) -> list:
    return imported_programme.tables[table][name].to_list()


def defects(folder: Path, **options) -> list[tuple[int, str]]:
    with pytest.raises(DefectsFound) as found:
        imported(folder, **options)
    return [(defect.row, defect.column) for defect in found.value.defects]


def test_a_project_becomes_an_application_with_its_title_text_topic_and_keywords(tmp_path):
    application = imported(source(tmp_path)).tables["applications"].row(0, named=True)
    told = {name: application[name] for name in ("application_id", "title", "abstract", "field", "keywords", "score")}
    assert told == {
        "application_id": "101",
        "title": "Oak, and ash",
        "abstract": "Two lines\nof text",
        "field": "TOPIC-1",
        "keywords": ["wood", "bark"],
        "score": None,
    }


def test_the_net_contribution_is_asked_and_the_gross_one_only_where_there_is_no_net(tmp_path):
    assert column(imported(source(tmp_path)), "requests", "amount") == [90050, 25000, 9950, 40000, 0]


def test_costs_are_read_with_a_decimal_comma_and_stay_unknown_when_empty(tmp_path):
    assert column(imported(source(tmp_path)), "requests", "total_cost") == [100025, None, 10000, 50000, 30000]


def test_a_partner_without_money_pays_for_itself_and_asks_nobody(tmp_path):
    programme = imported(source(tmp_path))
    assert column(programme, "requests", "self_funded") == [False, False, False, False, True]
    assert column(programme, "requests", "funder_id") == ["GR", "GB", "GB", "DE", None]


def test_an_organisation_that_takes_part_twice_is_two_partners(tmp_path):
    assert column(imported(source(tmp_path)), "requests", "partner_id")[1:3] == ["9002", "9002-2"]


def test_coordinators_lead_and_all_others_are_partners(tmp_path):
    assert column(imported(source(tmp_path)), "requests", "role") == ["lead", "partner", "partner", "lead", "partner"]


def test_each_country_is_a_funder_whose_made_up_budget_is_a_share_of_its_demand(tmp_path):
    funders = imported(source(tmp_path)).tables["funders"]
    assert dict(funders.select("funder_id", "budget").iter_rows()) == {"DE": 16800, "GB": 14679, "GR": 37821}
    assert all("made-up budget" in name for name in funders["name"])


def test_the_commission_can_be_the_only_funder(tmp_path):
    programme = imported(source(tmp_path), funder="ec")
    assert dict(programme.tables["funders"].select("funder_id", "budget").iter_rows()) == {"EC": 69300}
    assert column(programme, "requests", "funder_id") == ["EC"] * 4 + [None]


def test_settings_and_notes_say_that_the_budgets_are_made_up(tmp_path):
    programme = imported(source(tmp_path))
    assert programme.settings.made_up
    assert "made-up budgets" in programme.settings.name
    assert any("0.42" in note and "made up" in note for note in programme.notes)


@pytest.mark.parametrize("separator", [";", ","])
def test_both_separators_give_the_same_programme(tmp_path, separator):
    (tmp_path / "other").mkdir()
    this = imported(source(tmp_path, separator=separator)).tables
    other = imported(source(tmp_path / "other")).tables
    assert all(this[name].equals(other[name]) for name in other)


def as_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "cordis-projects-csv.zip", "w") as archive:
        archive.writestr("project.csv", csv_text(PROJECTS))
        archive.writestr("organization.csv", csv_text(ORGANISATIONS))
    return folder / "cordis-projects-csv.zip"


def as_json(folder: Path) -> Path:
    for name, (header, *lines) in (("project", PROJECTS), ("organization", ORGANISATIONS)):
        records = [dict(zip(header, line, strict=True)) for line in lines]
        (folder / f"{name}.json").write_text(json.dumps(records), encoding="utf-8")
    return folder


def as_xlsx(folder: Path) -> Path:
    (folder / "xlsx").mkdir()
    for name, lines in (("project", PROJECTS), ("organization", ORGANISATIONS)):
        with xlsxwriter.Workbook(folder / "xlsx" / f"{name}.xlsx", {"strings_to_numbers": True}) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return folder


@pytest.mark.parametrize("published", [as_zip, as_json, as_xlsx])
def test_every_form_in_which_cordis_publishes_gives_the_same_programme(tmp_path, published):
    (tmp_path / "csv").mkdir()
    (tmp_path / "form").mkdir()
    expected = imported(source(tmp_path / "csv")).tables
    found = imported(published(tmp_path / "form")).tables
    assert all(found[name].equals(expected[name]) for name in expected)


def test_numbers_in_json_never_pass_through_binary_fractions(tmp_path):
    as_json(tmp_path)
    file = tmp_path / "organization.json"
    file.write_text(file.read_text().replace('"900.5"', "9007199254740.93"))
    assert column(imported(tmp_path), "requests", "amount")[0] == 900719925474093


def test_without_projects_the_acronyms_are_the_titles(tmp_path):
    (source(tmp_path) / "project.csv").unlink()
    programme = imported(tmp_path, without_projects=True)
    assert column(programme, "applications", "title") == ["OAK", "ELM"]


def test_a_missing_table_of_projects_is_named_with_the_way_round_it(tmp_path):
    (source(tmp_path) / "project.csv").unlink()
    with pytest.raises(DefectsFound, match=r"no table project.*--without-projects"):
        imported(tmp_path)


def test_both_tables_missing_are_two_defects(tmp_path):
    assert len(defects(tmp_path)) == 2


def test_two_files_for_one_table_are_a_defect(tmp_path):
    source(tmp_path)
    (tmp_path / "old_organization.csv").write_text(csv_text(ORGANISATIONS))
    with pytest.raises(DefectsFound, match="several files could be the table organization"):
        imported(tmp_path)


def test_a_missing_column_is_a_defect_of_the_header(tmp_path):
    header, *rows = ORGANISATIONS
    assert defects(source(tmp_path, organisations=[[*header[:7], "part", *header[8:]], *rows])) == [(0, "role")]


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"netEcContribution": "1,000.00"}, "netEcContribution"),
        ({"netEcContribution": "", "ecContribution": ""}, "ecContribution"),
        ({"netEcContribution": "-5"}, "netEcContribution"),
        ({"totalCost": "1.005"}, "totalCost"),
        ({"country": "Greece"}, "country"),
        ({"country": "DE;HU"}, "country"),
        ({"country": ""}, "country"),
        ({"role": "boss"}, "role"),
        ({"name": ""}, "name"),
        ({"projectID": "999"}, "projectID"),
    ],
)
def test_a_cell_that_says_nothing_usable_is_a_defect_of_its_row_and_column(tmp_path, cells, where):
    assert defects(source(tmp_path, organisations=changed(1, **cells))) == [(1, where)]


def test_all_defects_of_both_tables_come_in_one_report(tmp_path):
    projects = [*PROJECTS, PROJECTS[1]]
    organisations = changed(2, role="boss", country="Greece")
    assert sorted(defects(source(tmp_path, projects, organisations))) == [(2, "country"), (2, "role"), (3, "id")]


def test_a_project_without_partners_is_left_out_and_named(tmp_path):
    programme = imported(source(tmp_path, projects=[*PROJECTS, ["103", "ASH", "Ash", "", "", ""]]))
    assert column(programme, "applications", "application_id") == ["101", "102"]
    assert any("103" in note for note in programme.notes)


def test_a_file_that_is_no_table_is_a_defect_and_no_crash(tmp_path):
    source(tmp_path)
    (tmp_path / "organization.csv").unlink()
    (tmp_path / "organization.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(DefectsFound, match="cannot be read"):
        imported(tmp_path)


@pytest.mark.parametrize(
    ("text", "minor"), [("771225,1", 77122510), ("771225.0", 77122500), ("0", 0), (" 12 ", 1200), ("", None)]
)
def test_amounts_are_exact_with_point_and_comma(text, minor):
    assert minor_units(text) == minor


@pytest.mark.parametrize("text", ["1.234,56", "1,234,56", "12 €", "1e3", "12.345"])
def test_amounts_that_could_be_read_two_ways_are_refused(text):
    with pytest.raises(ValueError, match=r"plain number|decimals"):
        minor_units(text)


def test_the_two_countries_that_the_eu_writes_otherwise_become_iso_codes():
    assert [country(code) for code in ("EL", "UK", "DE", "FI;FI", "")] == ["GR", "GB", "DE", "FI", None]


def test_a_company_without_an_sme_flag_has_an_unknown_size():
    kinds = [("HES", "true"), ("REC", ""), ("PUB", ""), ("OTH", ""), ("PRC", "True"), ("PRC", "false"), ("PRC", "")]
    assert [size(*kind) for kind in kinds] == ["university", "institute", "public", "other", "sme", "large", None]


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_the_real_organisations_make_a_programme_whose_money_is_all_theirs():
    programme = imported(REAL, without_projects=True)
    tables = programme.tables
    assert (tables["applications"].height, tables["requests"].height) == (336, 2722)
    text = (REAL / "cordis_h2020_organization.csv").read_text(encoding="utf-8")
    cents = sum(Decimal(line.split('","')[-4]) * 100 for line in text.splitlines()[1:])  # netEcContribution
    assert tables["requests"]["amount"].sum() == cents
    assert {"GR", "GB", "EL", "UK"} & set(tables["requests"]["country"]) == {"GR", "GB"}
    demand = defaultdict(int)
    for funder, amount in tables["requests"].drop_nulls("funder_id").select("funder_id", "amount").iter_rows():
        demand[funder] += amount
    assert {k: v * 42 // 100 for k, v in demand.items()} == dict(tables["funders"].select("funder_id", "budget").rows())
