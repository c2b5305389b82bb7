"""Every action that the site records has its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

import renkei.site
from renkei.site.audit.fact_words import FACTS, fact_words
from renkei.site.audit.trail import record
from renkei.site.audit.words import action_words, actions, subject_words, subjects
from renkei.site.policy import Role
from renkei.site.policy.rules import PROTECTED
from renkei.site.portfolio.actions.awards import NEXT
from renkei.site.portfolio.models import Departure
from renkei.site.ui.reader import LANGUAGE_COOKIE
from tests.site.clients import client_of
from tests.site.conftest import acting, person

HOME = Path(renkei.site.__file__).parent
ACTION = re.compile(r"[a-z]+\.[a-z_]+")
MADE_UP = {  # names that are put together where they are recorded → those that come of it
    "award.{}": {f"award.{state.value}" for after in NEXT.values() for state in after},
    "departure.{}": {f"departure.{kind}" for kind in Departure.Kind.values},
    "meeting.{}": set(),  # each act of a meeting passes through `tell`, which is read below
}


def modules() -> Iterator[tuple[ast.Module, dict[str, str]]]:
    """Each module of the site, and the names by which it knows `record` of the trail and `tell` of a meeting."""
    for path in sorted(HOME.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {
            name.asname or name.name: name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
            if (node.module, name.name)
            in {("renkei.site.audit.trail", "record"), ("renkei.site.decisions.actions.telling", "tell")}
        }
        if known:
            yield tree, known


def recorded() -> Iterator[str]:
    """Every action that is recorded anywhere."""
    for tree, known in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                of_meeting = known[node.func.id] == "tell"
                found = set(named(node.args[2 if of_meeting else 1], tree))
                assert found or of_meeting or "meeting" in ast.unparse(node), f"whence is {ast.unparse(node)}?"
                yield from (f"meeting.{one}" if of_meeting else one for one in found)


def named(said: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The actions that an argument can be."""
    if isinstance(said, ast.JoinedStr):
        yield from MADE_UP["".join(part.value if isinstance(part, ast.Constant) else "{}" for part in said.values)]
    elif isinstance(said, ast.Name):  # handed on inside the module: whatever there is named like an action
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        yield from (text for text in texts if isinstance(text, str) and ACTION.fullmatch(text))
    elif isinstance(said, ast.IfExp):
        yield from (*named(said.body, tree), *named(said.orelse, tree))
    elif isinstance(said, ast.Constant):
        yield said.value


ALIKE = {
    "fr": {
        "budget",
        "code",
        "conditions",
        "invitation",
        "moment",
        "PDF",
        "place",
        "pots",
        "quorum",
        "SHA-256",
        "version",
    },
    "ja": {"PDF", "SHA-256"},
}


def test_every_action_that_is_recorded_has_words_and_no_words_are_of_another():
    assert set(recorded()) == set(actions())


@pytest.mark.parametrize("code", ["fr", "ja"])
def test_the_words_are_said_in_the_readers_language(code):
    with override("en"):
        english = {action: action_words(action) for action in actions()}
    with override(code):
        assert [action for action in actions() if action_words(action) == english[action]] == []


def test_everything_that_something_can_be_done_to_has_words():
    assert set(subjects()) == {entry.model for entry in PROTECTED} - {"audit.Event"}


@pytest.mark.parametrize("code", ["fr", "ja"])
def test_subjects_and_facts_are_said_in_the_readers_language(code):
    with override("en"):
        english = [*map(subject_words, subjects()), *map(fact_words, FACTS)]
    with override(code):
        told = [*map(subject_words, subjects()), *map(fact_words, FACTS)]
    alike = {one for one, said in zip(english, told, strict=True) if one == said}
    assert alike <= ALIKE[code]


def test_what_has_no_words_keeps_its_name():
    assert (subject_words("old.Thing"), fact_words("criteria_scores.Impact")) == ("old.Thing", "criteria_scores.Impact")


def test_an_action_that_nobody_records_any_more_keeps_its_name():
    assert action_words("call.forgotten") == "call.forgotten"


def test_the_trail_and_its_filter_say_actions_in_words(call):
    record(acting(None), "call.made", call, None, {"title": "Joint call", "closes_at": "2028-01-03"})
    client = client_of(person("o@x.example", Role.OBSERVER))
    client.cookies[LANGUAGE_COOKIE] = "fr"
    page = client.get("/trail/").content.decode()
    assert '<option value="call.made">a créé l’appel</option>' in page
    assert "a créé l’appel<br>" in page
    assert '<option value="calls.Call">un appel</option>' in page
    assert '<th scope="row">date limite</th>' in page
