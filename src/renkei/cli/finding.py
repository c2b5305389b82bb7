"""The work of `renkei search`: open, search, print."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from renkei.cli.failure import counted, refuse, wrong_usage
from renkei.index.search import Filters, Found, Hit, IndexUnusable, QueryError, opened, search
from renkei.index.search.snippet import Marked, on_one_line


def find(place: Path, words: str, filters: Filters, limit: int, *, as_json: bool) -> None:
    """Print what an index has for the words; ends the command with 1 for a broken index, 2 for an empty query."""
    try:
        found = search(opened(place), words, filters, limit)
    except QueryError as error:
        wrong_usage(str(error))
    except IndexUnusable as error:
        refuse(str(error))
    if as_json:
        results = [_result(hit) for hit in found.hits]
        typer.echo(json.dumps({"found": found.total, "results": results}, sort_keys=True, ensure_ascii=False))
        return
    for line in _told(on_one_line(words.strip()), found, filtered=filters != Filters()):
        typer.echo(line)


def _result(hit: Hit) -> dict[str, Any]:
    record = hit.record
    return {
        "id": record.id,
        "table": record.table,
        "folder": record.folder,
        "kind": record.kind,
        "title": record.title,
        "organisation": record.organisation,
        "countries": list(record.countries),
        "fields": list(record.fields),
        "size": record.size,
        "stage": record.stage,
        "funders": list(record.funders),
        "year": record.year,
        "strength": hit.strength,
        "words": list(hit.words),
        "snippet": hit.snippet.text,
        "marks": [list(span) for span in hit.snippet.spans],
    }


def _told(words: str, found: Found, *, filtered: bool) -> Iterator[str]:
    if not found.hits:
        yield f"Nothing {'that these options leave ' if filtered else ''}answers {words}"
        return
    answer = f"{counted(found.total, 'record')} answer{'s' if found.total == 1 else ''} {words}"
    yield f"{answer}; the best {len(found.hits)}:" if len(found.hits) < found.total else f"{answer}:"
    for place, hit in enumerate(found.hits, 1):
        record = hit.record
        yield f"\n{place:3}. {_bold(hit.title) if record.title else record.id}"
        about = (record.kind, record.id, record.organisation, " ".join(record.countries), record.folder)
        yield f"     {on_one_line(' · '.join(filter(None, about)))}"
        if hit.snippet.text:
            yield f"     {_bold(hit.snippet)}"
        yield f"     words: {', '.join(hit.words)}"


def _bold(text: Marked) -> str:
    """The text with what answered in bold, where the terminal can."""
    line, parts, at = on_one_line(text.text), [], 0
    for start, end in text.spans:
        parts += [line[at:start], typer.style(line[start:end], bold=True)]
        at = end
    return "".join([*parts, line[at:]])
