"""From CORDIS's table of projects to applications."""

import re
from collections import Counter

from renkei.exchange.cordis.records import Record, Records
from renkei.exchange.cordis.source import RawTable

NEEDED = ("id", "title")
Rows = list[dict[str, object]]


def read_applications(table: RawTable) -> tuple[Rows, Records]:
    """The applications as rows of the contract, in the order of the file, and the records with the defects found."""
    records = Records(table, NEEDED)
    seen: Counter[str] = Counter()
    rows = [_application(records, number, record, seen) for number, record in records]
    return rows, records


def applications_of(requests: Rows, organisations: RawTable) -> Rows:
    """Applications named by their acronyms alone, in the order in which the organisations mention them."""
    names = Records(organisations, ())
    acronyms = {record["projectID"].strip(): record["projectAcronym"].strip() for _, record in names}
    ids = dict.fromkeys(str(row["application_id"]) for row in requests)
    return [{"application_id": key, "title": acronyms.get(key) or key} for key in ids]


def join(applications: Rows, projects: Records, requests: Rows, organisations: Records) -> tuple[Rows, list[str]]:
    """The applications that have partners, and the ids of those without; a partner of no project is a defect."""
    known = {row["application_id"] for row in applications}
    asked = {row["application_id"] for row in requests}
    for number, record in organisations:
        key = record["projectID"].strip()
        if key and key not in known:
            rule = f"{projects.table.file} has no such project"
            organisations.report(number, "projectID", key, rule, "add the project, or leave the row out")
    alone = [str(row["application_id"]) for row in applications if row["application_id"] not in asked]
    return [row for row in applications if row["application_id"] in asked], alone


def _application(records: Records, number: int, record: Record, seen: Counter[str]) -> dict[str, object]:
    key = records.required(number, record, "id")
    seen[key] += 1
    if key and seen[key] == 2:
        records.report(number, "id", key, "the project stands twice", "leave one of its rows")
    return {
        "application_id": key,
        "title": record["title"].strip() or record["acronym"].strip() or key,
        "abstract": record["objective"].strip() or None,
        "field": record["topics"].strip() or None,
        "keywords": [word.strip() for word in re.split(r"[;,]", record["keywords"]) if word.strip()] or None,
    }
