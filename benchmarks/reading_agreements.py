"""Agreements read, beside what a careful reader found in them: F1 by field, by language, and of damaged texts apart.

`python benchmarks/reading_agreements.py [--half make|look] [--missed]` prints the Markdown. Texts are read from
../shared/data/agreements; labels with their rules stand in tests/engines/reading/labels.

How it is counted. A value is found where one of its spans meets a place of one of the label's names and the words
agree: equal without case, accents, articles and punctuation (exact), or sharing three fifths of their words. Countries
must have the label's code and words that name it; dates the label's day and kind; signatories' offices count only with
their person. A value that meets no label is wrong, and so is the second value for one label. Optional labels count
neither way.
"""

import argparse
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from renkei.engines.reading import Document, Draft, Kind, Value
from renkei.engines.reading import read as drafts_of

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parents[1] / "shared/data/agreements/texts"
LABELS = HERE.parent / "tests/engines/reading/labels/agreements.jsonl"
FIELDS = ("parties", "earlier_parties", "signatories", "offices", "countries", "dates", "kinds", "fields", "term")
MAIN = FIELDS[:6]
DATES = ("signed", "published", "opens", "closes", "begins", "ends")
SMALL = frozenset(
    ("of", "the", "and", "for", "de", "do", "da", "à", "e", "y", "der", "die", "das", "und", "des", "du", "la", "le")
)


def plain(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words.casefold())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(word for word in re.findall(r"\w+", folded) if word not in ("the", "die", "der", "das", "la", "le"))


def agrees(value: str, form: str) -> tuple[bool, bool]:
    """Whether two names agree at all, and whether exactly."""
    one, two = plain(value), plain(form)
    first, second = set(one.split()) - SMALL, set(two.split()) - SMALL
    shared = len(first & second) / len(first | second) if first | second else 0.0
    return one == two or shared >= 0.6, one == two


def forms_of(label: dict[str, Any], text: str) -> Iterator[tuple[str, int, int]]:
    """Every place of every name of a label; two names side by side, one in brackets, are one name too."""
    for form, _, _ in label["forms"]:
        at = text.find(form)
        while at >= 0:
            yield form, at, at + len(form)
            at = text.find(form, at + 1)


def matches(field: str, value: Value, kind: str, label: dict[str, Any], text: str) -> tuple[bool, bool]:
    met = [
        (form, start, end)
        for form, start, end in forms_of(label, text)
        if any(span.start < end and start < span.end for span in value.spans)
    ]
    if not met:
        return False, False
    if field == "countries":
        same = value.value == label["code"]
        return same, same
    if field == "dates":
        same = value.value == label["value"] and kind in label["kind"]
        return same, same
    if field in ("kinds", "earlier_kinds"):
        same = value.value == label["kind"]
        return same, same
    words = without_short(value.value, [form for form, _, _ in label["forms"]])
    found = [agrees(one, form) for form, _, _ in met for one in words]
    return any(one for one, _ in found), any(exact for _, exact in found)


def without_short(value: str, forms: list[str]) -> list[str]:
    """The value, and its name without a short name of the same label beside it."""
    cut = re.sub(r"\s*[(（–-]\s*(?:the )?[\"“]?([^()（）]*)[\"”]?[)）]?$", "", value)
    inner = value[len(cut) :].strip(' ()（）–-"“”')
    return [value, cut] if any(plain(inner) == plain(form) for form in forms) else [value]


def read(text: str, name: str) -> dict[str, list[tuple[Value, str]]]:
    """Values by the labels' fields, each once."""
    found: dict[str, list[tuple[Value, str]]] = defaultdict(list)
    for draft in drafts_of(Document(name, text)):
        for field, kind, value in valued(draft):
            people = field in ("signatories", "offices")  # two presidents sign
            if all(other.value != value.value or was != kind or people for other, was in found[field]):
                found[field].append((value, kind))
    return found


def valued(draft: Draft) -> Iterator[tuple[str, str, Value]]:
    if draft.kind != Kind.AGREEMENT:
        return
    earlier = "standing" in draft.fields
    names = {"parties": "earlier_parties" if earlier else "parties", "kind": "earlier_kinds" if earlier else "kinds"}
    names |= {} if earlier else {one: one for one in ("signatories", "offices", "countries", "fields", "term")}
    for ours, theirs in names.items():
        yield from ((theirs, "", value) for value in draft.fields.get(ours, ()))
    for kind in DATES:
        said = "earlier" if earlier and kind == "signed" else kind
        yield from (("dates", said, value) for value in draft.fields.get(kind, ()))


def count(
    field: str, values: list[tuple[Value, str]], labels: list[dict[str, Any]], text: str, missed: list[str]
) -> Counter[str]:
    got: Counter[str] = Counter()
    open_labels = list(range(len(labels)))
    for value, kind in values:
        hits = [
            (at, exact)
            for at, label in enumerate(labels)
            for agreed, exact in [matches(field, value, kind, label, text)]
            if agreed
        ]
        fresh = [(at, exact) for at, exact in hits if at in open_labels]
        if fresh:
            at, exact = fresh[0]
            open_labels.remove(at)
            if not labels[at].get("optional"):
                got["found"] += 1
                got["exact"] += exact
        elif not any(labels[at].get("optional") for at, _ in hits):
            got["wrong"] += 1
            missed.append(f"wrong {field} {kind} {value.value!r}")
    for at in open_labels:
        if not labels[at].get("optional"):
            got["missed"] += 1
            missed.append(f"missed {field} {labels[at].get('kind', '')} {labels[at]['forms'][0][0]!r}")
    return got


def measured(label: dict[str, Any], missed: list[str]) -> dict[str, Counter[str]]:
    raw = (TEXTS / f"{label['id']}.txt").read_bytes()
    if hashlib.sha256(raw).hexdigest() != label["sha256"]:
        raise SystemExit(f"{label['id']}: the text is another than was labelled")
    text = raw.decode()
    values = read(text, label["id"])
    persons = label["signatories"]
    labels = label | {
        "signatories": [{"forms": [person["name"]]} for person in persons],
        "offices": [{"forms": [person["office"]]} for person in persons],
    }
    return {field: count(field, values[field], labels[field], text, missed) for field in FIELDS}


def half(label: dict[str, Any]) -> str:
    """Rules are made on one half; the other is looked at for measuring."""
    return "look" if int(hashlib.sha256(label["id"].encode()).hexdigest(), 16) % 2 else "make"


def row(name: str, counts: Iterable[Counter[str]]) -> str:
    total: Counter[str] = sum(counts, Counter())
    found, wrong, missed, exact = (total[which] for which in ("found", "wrong", "missed", "exact"))
    scores = [f1(found, wrong, missed), f1(exact, wrong + found - exact, missed + found - exact)]
    invented = f"{wrong / (found + wrong):.1%}" if found + wrong else "–"
    return f"| {name} | {found + missed} | {found} | {wrong} | {invented} | {scores[0]} | {scores[1]} |"


def f1(found: int, wrong: int, missed: int) -> str:
    return f"{2 * found / (2 * found + wrong + missed):.3f}" if found + wrong + missed else "–"


def table(title: str, rows: list[str]) -> None:
    print(
        f"\n| {title} | labelled | found | wrong | wrong share | F1 | F1, exact words |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    print("\n".join(rows))


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--half", choices=("make", "look"))
    wanted.add_argument("--missed", action="store_true")
    options = wanted.parse_args()
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    labels = [label for label in labels if options.half in (None, half(label))]
    got: list[tuple[dict[str, Any], dict[str, Counter[str]]]] = []
    for label in labels:
        missed: list[str] = []
        got.append((label, measured(label, missed)))
        if options.missed and missed:
            print(f"{label['id']}:\n  " + "\n  ".join(missed))
    table("field", [row(field, (one[field] for _, one in got)) for field in FIELDS])
    everything = [(label, [one[field] for field in MAIN]) for label, one in got]
    groups = {
        "all": lambda label: True,
        "damaged": lambda label: label["damaged"],
        "half the rules were made on": lambda label: half(label) == "make",
        "half only measured": lambda label: half(label) == "look",
    } | {language: (lambda label, language=language: label["language"] == language and not label["damaged"])
         for language in sorted({label["language"] for label in labels})}  # fmt: skip
    rows = [
        row(name, (one for label, counts in everything if fits(label) for one in counts))
        for name, fits in groups.items()
    ]
    table(f"texts ({', '.join(MAIN)})", rows)


if __name__ == "__main__":
    main()
