"""`demand`: caps and survival, read, written back, and what does not hold said where it stands."""

from decimal import Decimal
from pathlib import Path

import pytest

from renkei.programme import Folder, write_folder
from renkei.programme.read import read_folder
from renkei.settings import Demand, Settings

HEAD = "name: a call\nreporting_currency: EUR\ncriteria: [Impact]\n"


@pytest.mark.parametrize(
    "demand",
    [
        Demand(),
        Demand(Decimal("2.5")),
        Demand(None, (("ANR", Decimal(3)), ("JST", Decimal("1.5"))), (Decimal("0.4"),)),
        Demand(Decimal(2), (), (Decimal("0.8"), Decimal(0), Decimal(1))),
        Demand(None, (), (Decimal(0),)),
    ],
)
def test_it_is_written_as_it_is_read(demand, tmp_path: Path):
    home = tmp_path / "home"
    write_folder(Folder(Settings("a call", demand=demand), {}), home)
    (home / "applications.csv").write_text("application_id,title\n", encoding="utf-8")
    assert read_folder(home).settings.demand == demand


@pytest.mark.parametrize(
    ("stated", "column", "rule"),
    [
        ("{cap: 0}", "demand.cap", "a cap is above 0"),
        ("{cap: lots}", "demand.cap", "digits"),
        ("{caps: {JST: -2}}", "demand.caps.JST", "a cap is above 0"),
        ("{caps: {JSTT: 2}}", "demand.caps.JSTT", "a funder's or a real pot's"),
        ("{survival: 1.2}", "demand.survival", "between 0 and 1"),
        ("{survival: [0.5, -0.1]}", "demand.survival", "between 0 and 1"),
        ("{survival: [half]}", "demand.survival", "digits"),
        ("{capp: 2}", "demand.capp", "the key is known"),
    ],
)
def test_what_does_not_hold_is_said_where_it_stands(call, stated, column, rule):
    call.settings(f"{HEAD}demand: {stated}\n")
    found = [defect for defect in call.defects() if defect.file == "programme.yaml"]
    assert [(defect.column, rule in defect.rule, bool(defect.remedy)) for defect in found] == [(column, True, True)]


def test_a_misspelt_funder_is_met_with_the_one_that_was_meant(call):
    call.settings(f"{HEAD}demand: {{caps: {{JSTT: 2}}}}\n")
    assert [defect.remedy for defect in call.defects()] == ["write JST"]
