"""A defect: one thing wrong in the input, said so that a person can mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from operator import attrgetter


class Said(str):
    """A sentence in English that knows what it was made of, so that it can be said in another language.

    `template` holds the names of its `values` in braces, as `str.format` reads them.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Said":
        """The sentence that the template makes of its values."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made


LONGEST_SHOWN = 300  # signs of a value; more would hide the rule and the remedy
say = Said
Tell = Callable[[str], str]  # a sentence → the same in a reader's language


@dataclass(frozen=True, order=True, slots=True)
class Defect:
    """One defect. `row` 1 is the first row after the header, 0 the header or the file as a whole."""

    file: str
    row: int
    column: str
    value: str
    rule: str
    remedy: str

    def as_json(self) -> dict[str, str | int]:
        """The defect as `check --json` prints it."""
        return asdict(self)

    def told(self, tell: Tell) -> "Defect":
        """The defect with its sentences in a reader's language."""
        return replace(self, value=tell(self.value), rule=tell(self.rule), remedy=tell(self.remedy))

    def __str__(self) -> str:
        place = (
            f"{self.file}"
            + (f" row {self.row}" if self.row else "")
            + (f" column {self.column}" if self.column else "")
        )
        value = self.value if len(self.value) <= LONGEST_SHOWN else f"{self.value[:60]}…"
        found = f" holds {value!r}:" if value else ":"
        return f"{place}{found} {self.rule}; {self.remedy}"


class DefectsFound(Exception):
    """The input does not hold; carries every defect, in the order of files, rows and columns."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = sorted(set(defects), key=attrgetter(*Defect.__slots__))
        super().__init__(f"{len(self.defects)} defects")

    def __str__(self) -> str:
        return "\n".join(map(str, self.defects))
