"""One record of ROR's dump, version 1 or 2 of its schema, as a row of the layout `RECORDS`."""

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
HOME = "https://ror.org/"


def row_of(record: Row) -> Row:
    """The row of a record of the dump; KeyError, TypeError or AttributeError where it is no such record."""
    return _second(record) if isinstance(record.get("names"), list) else _first(record)


def identifier(text: str) -> str:
    """A record's identifier in ROR's own form, from that or its last part."""
    return HOME + text.strip().rpartition("/")[2].lower()


def row(
    record_id: str,
    name: str,
    names: Iterable[str],
    acronyms: Iterable[str],
    status: str | None,
    country: str | None,
    city: str | None,
    relations: Iterable[Row],
    known_elsewhere: int,
) -> Row:
    """The row of these values; `known_elsewhere` counts the registries whose identifiers the record has."""
    listed, related = [one for one in dict.fromkeys(names) if one and one != name], list(relations)
    ends = {"parent": list[str](), "child": list[str](), "successor": list[str]()}
    for one in related:
        ends.setdefault(one["type"].lower(), []).append(identifier(one["id"]))
    return {
        "record_id": identifier(record_id),
        "name": name,
        "names": listed,
        "acronyms": list(acronyms),
        "status": (status or "active").lower(),
        "country": country or None,
        "city": city or None,
        "parents": ends["parent"],
        "children": ends["child"],
        "successors": ends["successor"],
        "mentions": len(listed) + len(related) + known_elsewhere,
    }


def _first(record: Row) -> Row:
    addresses = record.get("addresses") or [{}]
    return row(
        record["id"],
        record["name"],
        [*(record.get("aliases") or ()), *(one["label"] for one in record.get("labels") or ())],
        record.get("acronyms") or (),
        record.get("status"),
        (record.get("country") or {}).get("country_code"),
        addresses[0].get("city"),
        record.get("relationships") or (),
        len(record.get("external_ids") or {}),
    )


def _second(record: Row) -> Row:
    shown = [one["value"] for one in record["names"] if "ror_display" in one["types"]]
    listed = [one["value"] for one in record["names"] if one["types"] != ["acronym"]]
    places = record.get("locations") or [{}]
    place = places[0].get("geonames_details") or {}
    return row(
        record["id"],
        (shown or listed)[0],
        listed,
        [one["value"] for one in record["names"] if "acronym" in one["types"]],
        record.get("status"),
        place.get("country_code"),
        place.get("name"),
        record.get("relationships") or (),
        len(record.get("external_ids") or ()),
    )
