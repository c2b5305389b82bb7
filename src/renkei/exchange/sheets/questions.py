"""What a sheet leaves open: questions with their readings and the mapping lines that settle them; and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from renkei.defects import Defect

Path = tuple[str, ...]  # where an answer stands in the mapping file


@dataclass(frozen=True)
class Answer:
    """One line of the mapping file: where it stands, what may be put there, and a value already known (else "?")."""

    path: Path
    choices: str
    known: str = "?"


@dataclass(frozen=True)
class Question:
    """One thing that the sheet does not settle."""

    topic: str
    what: str
    readings: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass
class Findings:
    """What was found on the way through a sheet: open questions, defects, and remarks for the report."""

    file: str
    questions: list[Question] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def ask(self, topic: str, what: str, readings: Iterable[str], *answers: Answer) -> None:
        """Add a question, once."""
        question = Question(topic, what, tuple(readings), answers)
        if question not in self.questions:
            self.questions.append(question)

    def defect(self, row: int, column: str, value: str, rule: str, remedy: str) -> None:
        """Add a defect at a row of the sheet, counted from 0 here and from 1 in the defect; -1 is the whole sheet."""
        self.defects.append(Defect(self.file, row + 1, column, value, rule, remedy))

    def say(self, remark: str) -> None:
        """Add a remark to the report, once."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    @property
    def settled(self) -> bool:
        """Say whether nothing is open and nothing is wrong."""
        return not self.questions and not self.defects
