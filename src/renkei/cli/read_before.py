"""What was read before: a line a document, by the hash of its bytes and of the rules that read it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from renkei.cli.one_document import Asked, Read
from renkei.exchange.models import Model

DONE = "done.jsonl"
TEXTS = "texts"


def rules(model: Model | None = None) -> str:
    """The SHA-256 of the program that reads and of the model's name: other rules read a document anew."""
    import renkei.engines.reading as engine
    from renkei.exchange import documents, models

    digest = hashlib.sha256()
    for package in (engine, documents, *((models,) if model else ())):
        for module in sorted(Path(path) for folder in package.__path__ for path in Path(folder).rglob("*.py")):
            digest.update(module.read_bytes())
    if model:
        digest.update(model.name.encode())
    return digest.hexdigest()


class Before:
    """The record of what is done, in the folder that is written to; a broken last line is left out."""

    def __init__(self, out: Path, model: Model | None = None) -> None:
        self.out = out
        self.rules = rules(model)
        self.done = self._read() if (out / DONE).is_file() else {}

    def is_done(self, name: str, path: Path) -> bool:
        """Whether the file's bytes were read by these rules, the model has answered, and its text is there."""
        known = self.done.get(name)
        if known is None or (not known.refused and not self.text_of(name).is_file()):
            return False
        if known.asked and known.asked.unanswered:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == known.sha256

    def text_of(self, name: str) -> Path:
        """Where a document's text is kept."""
        return self.out / TEXTS / f"{name}.txt"

    def keep(self, read: Read) -> None:
        """Write a document's text and add it to the record."""
        self.done[read.name] = replace(read, text="")
        self.out.mkdir(parents=True, exist_ok=True)
        if not read.refused:
            place = self.text_of(read.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(read.text.encode())
        with (self.out / DONE).open("ab") as record:
            record.write(self._line(read))

    def only(self, names: Iterable[str]) -> None:
        """Forget the documents that are there no more, and the earlier lines of those read again."""
        there = set(names)
        self.done = {name: read for name, read in self.done.items() if name in there}

    def lines(self) -> bytes:
        """The record, by name: the same documents give the same bytes."""
        return b"".join(self._line(self.done[name]) for name in sorted(self.done))

    def _line(self, read: Read) -> bytes:
        line: dict[str, Any] = {
            "document": read.name,
            "sha256": read.sha256,
            "rules": self.rules,
            "drafts": read.drafts,
        }
        line |= {"refused": read.refused} if read.refused else {}
        line |= {"model": asdict(read.asked)} if read.asked else {}
        return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"

    def _read(self) -> dict[str, Read]:
        found = {}
        for line in (self.out / DONE).read_bytes().splitlines():
            try:
                read = json.loads(line)
                if read["rules"] == self.rules:
                    drafts, refused = tuple(read["drafts"]), read.get("refused", "")
                    asked = Asked(**read["model"]) if "model" in read else None
                    found[read["document"]] = Read(read["document"], read["sha256"], "", drafts, refused, asked)
            except (ValueError, KeyError, TypeError):
                continue
        return found
