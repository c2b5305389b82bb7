"""Small reviews to try affinity on."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from renkei.tables import TABLES


def tables(**rows: Sequence[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Rows by table as frames of the contract."""
    return {name: pl.DataFrame(list(given), schema=TABLES[name].schema) for name, given in rows.items()}


APPLICATIONS = [
    {"application_id": "A1", "title": "Solid electrolytes for lithium batteries", "keywords": ["ion transport"]},
    {
        "application_id": "A2",
        "title": "Enzymes that digest plastic packaging",
        "abstract": "Protein design of enzymes.",
    },
]
REVIEWERS = [
    {"reviewer_id": "R1", "name": "One"},
    {"reviewer_id": "R2", "name": "Two"},
    {"reviewer_id": "R3", "name": "Three", "keywords": ["lithium batteries", "enzymes"]},
    {"reviewer_id": "R4", "name": "Four"},
]
PUBLICATIONS = [
    {"publication_id": "P1", "reviewer_id": "R1", "title": "Lithium ion transport in solid electrolytes", "year": 2020},
    {"publication_id": "P2", "reviewer_id": "R1", "title": "Ageing of batteries", "year": 2000},
    {
        "publication_id": "P3",
        "reviewer_id": "R2",
        "title": "Protein design",
        "abstract": "Enzymes for plastic.",
        "year": 2020,
    },
]


def small(**more: Sequence[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Two applications, four reviewers: R1 of batteries, R2 of enzymes, R3 by keywords alone, R4 without a word."""
    return tables(**{"applications": APPLICATIONS, "reviewers": REVIEWERS, "publications": PUBLICATIONS, **more})
