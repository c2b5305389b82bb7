"""Files of keys and sketches: what is read back, and what is refused."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from renkei.defects import DefectsFound
from renkei.engines.overlap.sketch import Key, Named, Sketch, WholeSketch, sketch, whole_sketch
from renkei.engines.overlap.text.signatures import Sets
from renkei.exchange.sketches import new_key, read_key, read_sketch, sketch_bytes
from tests.engines.overlap.test_sketch import projects, text

KEY, OTHER = Key(bytes(range(32))), Key(bytes(range(1, 33)))


@pytest.fixture(scope="module", params=[sketch, whole_sketch], ids=["numbers", "whole"])
def made(request: pytest.FixtureRequest) -> Named:
    given = projects(**{"A": text(random.Random(1)), "研究": text(random.Random(2)), "C": text(random.Random(3), 40)})
    made: Named = request.param(given, KEY)
    return made


@pytest.fixture
def file(tmp_path: Path, made: Named) -> Path:
    path = tmp_path / "a.sketch"
    path.write_bytes(sketch_bytes(made, KEY))
    return path


def arrays(made: Named) -> list[np.ndarray]:
    if isinstance(made, Sketch):
        return [made.numbers]
    assert isinstance(made, WholeSketch)
    sets = made.signatures.shingles, made.signatures.terms, made.signatures.passages
    return [made.signatures.whole, *(part for one in sets for part in (one.hashes, one.bounds))]


def refused(path: Path, key: Key | None = None) -> str:
    with pytest.raises(DefectsFound) as found:
        read_sketch(path, key)
    return str(found.value)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_sketch_reads_back_as_it_was_written(file: Path, made: Named, key: Key | None) -> None:
    again = read_sketch(file, key)
    assert (again.names, again.check, again.named) == (made.names, made.check, True)
    for one, other in zip(arrays(again), arrays(made), strict=True):
        assert np.array_equal(one, other)
    assert sketch_bytes(again, KEY) == file.read_bytes()


@pytest.mark.parametrize("make", [sketch, whole_sketch])
def test_no_text_no_key_and_no_hidden_identifier_stands_in_the_file(make: Callable[..., Named]) -> None:
    hidden = sketch_bytes(make(projects(SECRET=text(random.Random(1))), KEY, OTHER), KEY)
    assert b"SECRET" not in hidden
    for secret in (KEY.secret, OTHER.secret):
        assert secret not in hidden
        assert secret.hex().encode() not in hidden


@pytest.mark.parametrize("at", [0, 1, 40, 200, -513, -1])
def test_a_file_that_was_cut_off_is_refused(file: Path, at: int) -> None:
    file.write_bytes(file.read_bytes()[:at])
    assert "a sketch begins with a line that says so" in refused(file) or "cut off" in refused(file)


def test_every_altered_byte_is_noticed(file: Path) -> None:
    content = file.read_bytes()
    lot = random.Random(5)
    for at in lot.sample(range(len(content)), 150):
        file.write_bytes(content[:at] + bytes([content[at] ^ (1 << lot.randrange(8))]) + content[at + 1 :])
        refused(file)


def altered(file: Path, change: Callable[[dict[str, object]], object]) -> Path:
    line, _, body = file.read_bytes().partition(b"\n")
    head = json.loads(line)
    change(head)
    file.write_bytes(json.dumps(head, sort_keys=True, separators=(",", ":")).encode() + b"\n" + body)
    return file


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_is_named(file: Path, version: object) -> None:
    assert "the sketch is of version 1" in refused(altered(file, lambda head: head.update(version=version)))


def test_what_is_no_sketch_is_said(tmp_path: Path) -> None:
    for content in (b"", b"project_id,title\n", b"[1]\n", b"\xff" * 9000, b"[" * 5000 + b"\n", b'{"form":"other"}\n'):
        path = tmp_path / "x.sketch"
        path.write_bytes(content)
        assert "a sketch begins with a line that says so" in refused(path)
    assert "the sketch is there" in refused(tmp_path / "nowhere.sketch")


@pytest.mark.parametrize("projects_told", [-1, 10**12, 1, True, "2"])
def test_a_head_that_lies_about_what_follows_is_refused(file: Path, projects_told: object) -> None:
    refused(altered(file, lambda head: head.update(projects=projects_told)))


def test_who_alters_a_file_and_makes_its_checksum_anew_is_found_out_with_the_key(file: Path, made: Named) -> None:
    forged = replace(made, names=tuple(f"{name}!" for name in made.names))
    file.write_bytes(sketch_bytes(forged, OTHER))
    read_sketch(file)  # without the key nothing shows
    assert "sealed by who holds the key" in refused(file, KEY)


@pytest.mark.parametrize("part", ["bounds", "hashes"])
def test_forged_sets_that_do_not_hold_are_refused_before_machine_code_reads_them(tmp_path: Path, part: str) -> None:
    good = whole_sketch(projects(A=text(random.Random(1)), B=text(random.Random(2))), KEY)
    sets = good.signatures.shingles
    bounds = np.array([0, 10**9, len(sets.hashes)]) if part == "bounds" else sets.bounds
    hashes = sets.hashes[::-1].copy() if part == "hashes" else sets.hashes
    bad = replace(good, signatures=replace(good.signatures, shingles=Sets(hashes, bounds)))
    path = tmp_path / "a.sketch"
    path.write_bytes(sketch_bytes(bad, KEY))
    assert "a sketch holds what its first line says" in refused(path, KEY)


def test_another_key_is_named_as_such(file: Path) -> None:
    assert "made with this key" in refused(file, OTHER)


def test_a_key_reads_back_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "shared.key"
    new_key(path, KEY.secret)
    assert read_key(path) == KEY
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        new_key(path, OTHER.secret)


@pytest.mark.parametrize(
    "content", ["", "secret", "renkei-key-1 " + "0" * 64, "renkei-key-2 " + "0123456789abcdef" * 4]
)
def test_what_is_no_key_is_refused_without_showing_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "k"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DefectsFound) as found:
        read_key(path)
    assert "a key's file is one line" in str(found.value)
    assert not content or content not in str(found.value)
    assert "0123456789abcdef" not in repr(KEY)
