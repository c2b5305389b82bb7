"""Decisions of the engine itself, reported: every rule, with open ties and with bounds."""

import json
from decimal import Decimal
from io import StringIO
from xml.etree import ElementTree

import pytest
from rich.console import Console

from renkei.engines.selection import options_from, select
from renkei.records.canonical import dump
from renkei.records.write import record
from renkei.reports import html, summary, workbook
from renkei.settings import Scale, SelectionSettings, Settings


@pytest.mark.parametrize("rule", ["ranking", "gaps", "best", "sum"])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_what_the_engine_decides_can_be_reported(small, rule, language):
    selection = SelectionSettings(rule=rule, bands=(Decimal(12), Decimal(8)) if rule == "best" else None)
    scale = Scale(Decimal(0), Decimal(15))
    settings = Settings(name="Call", made_up=True, reporting_currency="EUR", scale=scale, selection=selection)
    found = select(
        *(small.tables[name] for name in ("applications", "requests", "funders")),
        options=options_from(settings, rule),
        rates=small.tables["rates"],
    )
    made = json.loads(dump(record(found, settings, small.tables)))
    page = ElementTree.fromstring(html(made, settings, small.tables, language))
    assert len(page.findall(".//table[@id='table-ranking']/tbody/tr")) == 15
    assert workbook(made, settings, small.tables, language)[:2] == b"PK"
    stream = StringIO()
    Console(file=stream, width=100).print(summary(made, settings, small.tables, language))
    assert made["sha256"] in stream.getvalue()
