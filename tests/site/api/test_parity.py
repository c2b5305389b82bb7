"""What pages do, programs do too: no action of a station is asked for by its pages alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import renkei.site

SITE = Path(renkei.site.__file__).parent
# A page's own: what nobody would do by a program, each with its ground
PAGES_ALONE = {
    ("applications", "invitation_of"): "an invitation is opened by the person who holds its letter",
    ("applications", "join"): "an invitation is accepted by the person who holds its letter",
    ("portfolio", "contact_of"): "a link to stand for a partner is opened by the person who holds its letter",
    ("portfolio", "come"): "a link to stand for a partner is followed by the person who holds its letter",
}
STATIONS = ("calls", "applications", "review", "desk", "decisions", "portfolio")


def actions_of(station: str) -> set[str]:
    """The functions that a station's `actions` gives to pages and routes."""
    tree = ast.parse((SITE / station / "actions" / "__init__.py").read_text(encoding="utf-8"))
    given = {one.name: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for one in node.names}
    return {name for name in given if name[:1].islower()}


def asked_by(paths: Iterator[Path], names: set[str]) -> set[str]:
    """Which of some actions a station's modules ask for, by name or as `actions.name`."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in names:
                found.add(node.attr)
            elif isinstance(node, ast.Name) and node.id in names:
                found.add(node.id)
    return found


def routes(station: str) -> Iterator[Path]:
    home = SITE / station
    yield from (path for path in home.rglob("*.py") if path.name.endswith("api.py") or path.parent.name == "api")


def pages(station: str) -> Iterator[Path]:
    home = SITE / station
    yield from (path for path in home.rglob("*.py") if path.name == "views.py" or path.parent.name == "views")


@pytest.mark.parametrize("station", STATIONS)
def test_every_action_of_its_pages_is_an_operation_of_the_api(station):
    names = actions_of(station)
    paged = asked_by(pages(station), names)
    assert paged, "the station's pages do something"
    lacking = paged - asked_by(routes(station), names)
    assert {name for name in lacking if (station, name) not in PAGES_ALONE} == set()


def test_every_exception_is_still_one():
    for station, name in PAGES_ALONE:
        names = actions_of(station)
        assert name in asked_by(pages(station), names) - asked_by(routes(station), names)
