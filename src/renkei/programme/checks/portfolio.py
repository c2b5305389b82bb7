"""What only shows across the columns of a portfolio: days in their order, shares of a year."""

from collections.abc import Iterator, Mapping

from renkei.defects import Defect
from renkei.programme.source import Checked


def check_portfolio(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Rows of projects, people and costs that end before they begin, and shares of more than a year."""
    for name in ("projects", "people", "costs"):
        if name in tables:
            table = tables[name]
            fault = ("the last day is not before the first", "correct start or end")
            yield from table.faults("end", table.frame["end"] < table.frame["start"], fault)
    if "people" in tables:
        above = tables["people"].frame["effort"] > 1
        fault = ("an effort is a share of a full year, 0 to 1", "write 0.3 for 30 %")
        yield from tables["people"].faults("effort", above, fault)
