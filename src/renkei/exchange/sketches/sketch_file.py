"""A sketch's file: a line of JSON that says what follows, the names of the projects, and their numbers.

The same sketch and key give the same bytes. `sha256` is over everything but itself: it shows that a file was cut off
or altered on its way. `seal`, an authentication code under the shared key, shows to who holds the key that nobody
else altered it.
"""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any, NoReturn

from renkei.defects import Defect, DefectsFound, say
from renkei.engines.overlap.sketch import Key, Named
from renkei.exchange.sketches.body import Unsound, body_of, sizes, sketch_of

VERSION = 1
FORM = "renkei-sketch"
_HEAD = 4096  # bytes of the first line at most
_FIELDS = {
    **dict.fromkeys(("form", "key_check", "names", "detail", "sha256", "seal"), str),
    **dict.fromkeys(("version", "projects", "names_bytes"), int),
    "counts": list,
}


def sketch_bytes(sketch: Named, key: Key) -> bytes:
    """The file of a sketch made with `key`."""
    about, body = body_of(sketch)
    names = "shown" if sketch.named else "pseudonyms"
    head = {"form": FORM, "version": VERSION, "key_check": sketch.check, "names": names, **about}
    head["seal"] = key.seal(_line(head) + body)
    head["sha256"] = hashlib.sha256(_line(head) + body).hexdigest()
    return _line(head) + body


def _line(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def read_sketch(path: Path, key: Key | None = None) -> Named:
    """The sketch in a file; with `key` also proven to be made, and not altered, by who holds that key.

    Raises DefectsFound, with what is wrong: no sketch, another version, cut off, altered, another key.
    """
    if not path.is_file():
        _refuse(path, "the sketch is there", "name the file that `renkei fingerprint` wrote")
    content = path.read_bytes()
    head, body = _head(path, content), content.partition(b"\n")[2]
    try:
        _whole(path, head, body)
        if key is not None:
            _sealed(path, head, body, key)
        return sketch_of(head, body)
    except Unsound:
        _refuse(path, "a sketch holds what its first line says", "ask for the file again")


def _refuse(path: Path, rule: str, remedy: str, value: str = "") -> NoReturn:
    raise DefectsFound([Defect(path.name, 0, "", value, rule, remedy)])


def _head(path: Path, content: bytes) -> dict[str, Any]:
    """The first line; a file that is no sketch, or one of another version, is refused."""
    try:
        head = json.loads(content[:_HEAD].partition(b"\n")[0])
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("form") != FORM:
        _refuse(path, "a sketch begins with a line that says so", "name the file that `renkei fingerprint` wrote")
    if head.get("version") != VERSION:
        remedy = "have both agencies make their sketches with the same version of renkei"
        _refuse(path, say("the sketch is of version {version}", version=VERSION), remedy, str(head.get("version")))
    if {name: type(value) for name, value in head.items()} != _FIELDS:
        _refuse(path, "a sketch's first line has all its fields", "ask for the file again")
    return head


def _whole(path: Path, head: dict[str, Any], body: bytes) -> None:
    """Refuse a file that was cut off, and one with other bytes than were written."""
    expected = sum(sizes(head))
    if len(body) != expected:
        rule = say("after its first line the sketch has {n:,} bytes", n=expected)
        _refuse(path, rule, "the file was cut off or added to: ask for it again", f"{len(body):,} bytes")
    plain = {name: value for name, value in head.items() if name != "sha256"}
    if hashlib.sha256(_line(plain) + body).hexdigest() != head["sha256"]:
        _refuse(path, "the sketch is as it was written", "the file was altered on its way: ask for it again")


def _sealed(path: Path, head: dict[str, Any], body: bytes, key: Key) -> None:
    if head["key_check"] != key.check:
        _refuse(path, "the sketch was made with this key", "name the key that both agencies share")
    plain = {name: value for name, value in head.items() if name not in ("sha256", "seal")}
    if not hmac.compare_digest(key.seal(_line(plain) + body), head["seal"]):
        rule = "the sketch was sealed by who holds the key"
        _refuse(path, rule, "somebody without the key altered the file: ask for it again by another way")
