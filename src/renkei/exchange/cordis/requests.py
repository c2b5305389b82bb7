"""From CORDIS's table of organisations to requests: who asks whom for how much."""

from collections import Counter
from typing import Literal

from renkei.exchange.cordis import cells
from renkei.exchange.cordis.records import Record, Records
from renkei.exchange.cordis.source import RawTable

FunderMode = Literal["country", "ec"]
EC = "EC"
NEEDED = ("projectID", "organisationID", "name", "country", "role", "ecContribution")
_AMOUNT = "write the amount as 1234.50, in euro"


def read_requests(table: RawTable, funder: FunderMode) -> tuple[list[dict[str, object]], Records]:
    """The requests as rows of the contract, amounts in cents, and the records with the defects found.

    `funder`: `country` asks the funder of the partner's country, `ec` asks the European Commission alone. A partner
    without EU money asks nobody: it is self-funded.
    """
    records = Records(table, NEEDED)
    times: Counter[tuple[str, str]] = Counter()
    rows = []
    for number, record in records:
        key = (records.required(number, record, "projectID"), records.required(number, record, "organisationID"))
        times[key] += 1
        partner = key[1] if times[key] == 1 else f"{key[1]}-{times[key]}"
        rows.append({"application_id": key[0], "partner_id": partner} | _request(records, number, record, funder))
    return rows, records


def _request(records: Records, number: int, record: Record, funder: FunderMode) -> dict[str, object]:
    country = records.read(number, record, "country", cells.country, "write the country's code, such as DE")
    amount = _amount(records, number, record)
    return {
        "organisation_id": record["organisationID"].strip(),
        "organisation": records.required(number, record, "name"),
        "country": country,
        "size": cells.size(record["activityType"], record["SME"]),
        "role": _role(records, number, record),
        "funder_id": _funder(records, number, record, funder, country) if amount else None,
        "self_funded": not amount,
        "amount": amount,
        "currency": cells.CURRENCY,
        "total_cost": records.read(number, record, "totalCost", cells.minor_units, _AMOUNT),
    }


def _amount(records: Records, number: int, record: Record) -> int:
    """The partner's own money: net of what it passes on where the file tells that, else the contribution."""
    column = "netEcContribution" if record["netEcContribution"].strip() else "ecContribution"
    before = len(records.defects)
    amount = records.read(number, record, column, cells.minor_units, _AMOUNT)
    if amount is None and len(records.defects) == before and record["role"] not in cells.UNPAID_ROLES:
        remedy = "fill netEcContribution or ecContribution; 0 where it gets nothing"
        records.report(number, column, "", "the partner's money is unknown", remedy)
    return amount or 0


def _role(records: Records, number: int, record: Record) -> str | None:
    role = cells.ROLES.get(record["role"].strip())
    if role is None:
        known = ", ".join(cells.ROLES)
        records.report(number, "role", record["role"], "CORDIS has no such role", f"write one of {known}")
    return role


def _funder(records: Records, number: int, record: Record, funder: FunderMode, country: str | None) -> str | None:
    if funder == "ec":
        return EC
    if country is None and not record["country"].strip():
        records.report(number, "country", "", "without a country nobody knows the funder", "fill it, or --funder ec")
    return country
