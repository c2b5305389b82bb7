"""What the model of `renkei read` was worth: how much of what it proposed is proven, and where it gave no answer."""

from collections.abc import Iterable
from typing import Any

import typer

from renkei.cli.failure import SHOWN, counted
from renkei.cli.one_document import Asked, Read


class Answers:
    """The model's answers to all documents that could be read."""

    def __init__(self, done: Iterable[Read]) -> None:
        asked = [(read.name, read.asked) for read in done if read.asked]
        self.unanswered = {name: one.unanswered for name, one in asked if one.unanswered}
        self.none = bool(asked) and len(self.unanswered) == len(asked)
        self._asked: list[Asked] = [one for _, one in asked]
        self.proposed = sum(one.proposed for one in self._asked)
        self.proven = sum(one.proven for one in self._asked)
        self.known = sum(one.known for one in self._asked)

    def figures(self) -> dict[str, Any]:
        """For a program; empty where no model was asked."""
        if not self._asked:
            return {}
        counts = {"proposed": self.proposed, "proven": self.proven, "known": self.known}
        return {"model": counts | {"unanswered": self.unanswered}}

    def tell_missing(self) -> None:
        """Say on standard error which documents have the rules' drafts alone, and why."""
        for name, why in list(self.unanswered.items())[:SHOWN]:
            typer.echo(f"{name} has the drafts of the rules alone: the model: {why}", err=True)
        if len(self.unanswered) > SHOWN:
            typer.echo(f"… and {len(self.unanswered) - SHOWN} more; the next run asks again", err=True)

    def tell(self) -> None:
        """Say what the model added."""
        if self._asked:
            typer.echo(
                f"The model: {counted(self.proposed, 'value')} proposed, {self.proven:,} proven "
                f"({self.known:,} of them known already), {self.proposed - self.proven:,} not proven"
            )
