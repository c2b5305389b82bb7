"""The labels of agreements stand where they say, and what is read meets them; the texts lie beside the checkout."""

import hashlib
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from renkei.engines.reading import Span, Value

ROOT = Path(__file__).parents[3]
TEXTS = ROOT.parent / "shared/data/agreements/texts"
LABELS = [
    json.loads(line)
    for line in (Path(__file__).parent / "labels/agreements.jsonl").read_text(encoding="utf-8").splitlines()
]
here = pytest.mark.skipif(not TEXTS.is_dir(), reason="the agreements are not beside the checkout")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_agreements", ROOT / "benchmarks/reading_agreements.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def strings(label: dict[str, Any]) -> list[tuple[str, int, int]]:
    entries = [entry for values in label.values() if isinstance(values, list) for entry in values]
    forms = [tuple(form) for entry in entries for form in entry.get("forms", [])]
    return forms + [tuple(person[part]) for person in label["signatories"] for part in ("name", "office")]


def test_labels_hold_short_strings_and_no_texts() -> None:
    assert len(LABELS) == 41
    assert max(len(words) for label in LABELS for words, _, _ in strings(label)) < 120


@here
@pytest.mark.parametrize("label", LABELS, ids=[label["id"] for label in LABELS])
def test_every_label_stands_where_it_says(label: dict[str, Any]) -> None:
    raw = (TEXTS / f"{label['id']}.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == label["sha256"]
    for words, start, end in strings(label):
        assert raw.decode()[start:end] == words


@here
def test_what_is_read_reaches_the_published_bars() -> None:
    module, total = scorer(), Counter[str]()
    for counts in (module.measured(label, []) for label in LABELS):
        total += sum((counts[field] for field in module.MAIN), Counter())
    found, wrong, missed = total["found"], total["wrong"], total["missed"]
    assert 2 * found / (2 * found + wrong + missed) >= 0.85
    assert wrong / (found + wrong) < 0.03


def test_the_scorer_counts_a_wrong_value_and_a_missed_one() -> None:
    module = scorer()
    value = Value("Tidal Council", (Span(0, 13),))
    labels = [{"forms": [["Harbour Foundation", 18, 36]]}]
    counted = module.count("parties", [(value, "")], labels, "Tidal Council and Harbour Foundation", [])
    assert (counted["found"], counted["wrong"], counted["missed"]) == (0, 1, 1)
