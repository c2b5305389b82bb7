"""A small registry for tests, in the layout of a ROR table."""

import json
from typing import Any

import polars as pl

from renkei.exchange.ror.record import row
from renkei.identity.organisations.records import RECORDS


def record(
    number: int, name: str, country: str, city: str, *names: str, acronyms: str = "", **more: Any
) -> dict[str, Any]:
    relations = [
        {"type": kind, "id": f"r{other}"} for kind, others in more.get("relations", {}).items() for other in others
    ]
    status = more.get("status", "active")
    return row(f"r{number}", name, names, acronyms.split(), status, country, city, relations, more.get("known", 1))


ROWS = [
    record(1, "University of Tokyo", "JP", "Tokyo", "東京大学", "Tōkyō Daigaku", acronyms="UTokyo", known=9),
    record(2, "Tokyo University of Science", "JP", "Tokyo", "東京理科大学", acronyms="TUS", known=5),
    record(
        3, "Technical University of Munich", "DE", "Munich", "Technische Universität München", acronyms="TUM", known=9
    ),
    record(4, "Massachusetts Institute of Technology", "US", "Cambridge", acronyms="MIT", known=20),
    record(5, "Madras Institute of Technology", "IN", "Chennai", acronyms="MIT"),
    record(
        6,
        "Chinese Academy of Sciences",
        "CN",
        "Beijing",
        "中国科学院",
        acronyms="CAS",
        relations={"Child": [7]},
        known=9,
    ),
    record(7, "Shanghai Institute of Organic Chemistry", "CN", "Shanghai", relations={"parent": [6]}),
    record(8, "National Taiwan University", "TW", "Taipei", "國立臺灣大學", relations={"child": [9]}),
    record(9, "National Taiwan University Hospital", "TW", "Taipei"),
    record(10, "Northwestern University", "US", "Evanston"),
    record(11, "Northwestern University", "PH", "Laoag"),
    record(12, "Nokia (Finland)", "FI", "Espoo"),
    record(13, "Roskilde University", "DK", "Roskilde", "Roskilde Universitet", acronyms="RUC"),
    record(14, "Old Fisheries Laboratory", "NO", "Bergen", status="withdrawn", relations={"Successor": [15]}),
    record(15, "Institute of Marine Research", "NO", "Bergen", "Havforskningsinstituttet", acronyms="IMR"),
    record(16, "Post Graduate Institute of Medical Education and Research", "IN", "Chandigarh", acronyms="PGIMER"),
    record(17, "Charité - Universitätsmedizin Berlin", "DE", "Berlin"),
    record(18, "Indian Institute of Science", "IN", "Bengaluru"),
    *(
        record(
            100 + at,
            f"{word} University",
            "US",
            word,
            f"{word} State College",
            f"{word} Post Graduate Medical Institute",
        )
        for at, word in enumerate(
            ("Ashford", "Birchwood", "Carlton", "Dunmore", "Elmstead", "Fairholm", "Glenrock", "Hartwell")
        )
    ),
    *(
        record(200 + at, f"{word} Institute of Science and Technology", "JP", word, f"Academy of Sciences of {word}")
        for at, word in enumerate(("Kanazato", "Midorikawa", "Natsuyama", "Oumihara", "Shirataki", "Takamine"))
    ),
]


def records() -> pl.DataFrame:
    return pl.DataFrame(ROWS, schema=RECORDS)


def as_table(frame: pl.DataFrame) -> str:
    """The records as a flat CSV of ROR's columns."""
    kept = frame.select(
        pl.col("record_id").alias("ror"),
        "name",
        "status",
        "country",
        "city",
        pl.col("names").list.join("; ").alias("aliases"),
        pl.col("acronyms").list.join(";"),
    )
    return kept.write_csv()


def first_schema(one: dict[str, Any]) -> dict[str, Any]:
    """A record as version 1 of ROR's schema holds it."""
    ends = {"Parent": "parents", "Child": "children", "Successor": "successors"}
    return {
        "id": one["record_id"],
        "name": one["name"],
        "aliases": one["names"][:1],
        "labels": [{"label": name, "iso639": "xx"} for name in one["names"][1:]],
        "acronyms": one["acronyms"],
        "status": one["status"],
        "country": {"country_code": one["country"], "country_name": ""},
        "addresses": [{"city": one["city"]}],
        "relationships": [{"type": end, "id": other, "label": ""} for end, key in ends.items() for other in one[key]],
        "external_ids": _elsewhere(one),
    }


def second_schema(one: dict[str, Any]) -> dict[str, Any]:
    """A record as version 2 of ROR's schema holds it."""
    first = first_schema(one)
    return {
        "id": one["record_id"],
        "names": [
            {"value": one["name"], "types": ["ror_display", "label"], "lang": "en"},
            *({"value": name, "types": ["alias"], "lang": None} for name in one["names"]),
            *({"value": name, "types": ["acronym"], "lang": None} for name in one["acronyms"]),
        ],
        "status": one["status"],
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": one["country"], "name": one["city"]}}],
        "relationships": [{**other, "type": other["type"].lower()} for other in first["relationships"]],
        "external_ids": [{"type": kind, "all": []} for kind in first["external_ids"]],
    }


def _elsewhere(one: dict[str, Any]) -> dict[str, Any]:
    related = sum(len(one[key]) for key in ("parents", "children", "successors"))
    return {f"registry {at}": {} for at in range(one["mentions"] - len(one["names"]) - related)}


def dump(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False)
