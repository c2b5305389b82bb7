"""The verbs that the site's code asks the policy for, read from its source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SITE = Path(__file__).parents[1]
# Where the verb and the model stand among the arguments of each question to the policy
QUESTIONS = {"scoped": (2, 1), "locked": (1, 2), "allowed": (1, None)}


@dataclass(frozen=True)
class Asked:
    """A verb asked for at a place in the code; `model` is empty where only a row was given."""

    place: str
    verb: str
    model: str


def asked_for(site: Path = SITE) -> Iterator[Asked]:
    """Every question to the policy whose verb is written out; a verb in a variable cannot be read here."""
    for file in sorted(site.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if any(question in text for question in QUESTIONS):
            yield from _in_file(ast.parse(text), str(file.relative_to(site)))


def _in_file(tree: ast.AST, name: str) -> Iterator[Asked]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in QUESTIONS:
            verb_at, model_at = QUESTIONS[node.func.id]
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            verb = named.get("verb") or (node.args[verb_at] if len(node.args) > verb_at else None)
            model = node.args[model_at] if model_at is not None and len(node.args) > model_at else None
            if isinstance(verb, ast.Constant):
                model_name = model.id if isinstance(model, ast.Name) and model.id[:1].isupper() else ""
                yield Asked(f"{name}:{node.lineno}", str(verb.value), model_name)
