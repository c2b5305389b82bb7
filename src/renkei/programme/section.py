"""A mapping of settings, from which values are taken by key and kind; every wrong one is said."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from renkei.defects import say
from renkei.money import parse_decimal
from renkei.programme.checks import words
from renkei.programme.checks.amounts import suggestion
from renkei.programme.entries import Entry, Reading
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Fault

T = TypeVar("T")


@dataclass(frozen=True)
class Section:
    """One mapping of the settings; values are taken by key, wrong ones said and replaced by the default."""

    key: str
    entries: dict[str, Entry]
    reading: Reading

    def wrong(self, name: str, value: str, rule: str, remedy: str) -> None:
        """Say that the value of a key does not hold."""
        row = self.entries[name].row if name in self.entries else 0
        self.reading.defect(row, f"{self.key}.{name}".lstrip("."), value, rule, remedy)

    def only(self, *known: str) -> None:
        """Say which keys are not known here."""
        for name in self.entries:
            if name not in known:
                near = nearest_word(name, known)
                remedy = (
                    say("write {word}", word=near)
                    if near
                    else say("delete it, or write one of {list}", list=", ".join(known))
                )
                self.wrong(name, "", "the key is known", remedy)

    def section(self, name: str) -> "Section":
        """The mapping under a key; empty when absent."""
        value = self.entries[name].value if name in self.entries else {}
        if not isinstance(value, dict):
            if value:
                self.wrong(
                    name,
                    _shown(value),
                    "the key holds further keys",
                    say("write its keys indented under {name}:", name=name),
                )
            value = {}
        return Section(f"{self.key}.{name}".lstrip("."), value, self.reading)

    def text(self, name: str) -> str:
        """The text under a key; "" when absent."""
        value = self.entries[name].value if name in self.entries else ""
        if isinstance(value, str):
            return value.strip()
        self.wrong(name, _shown(value), "the key holds one value", "write one value, not a list or further keys")
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts under a key: a list, or one cell separated by semicolons; () when absent."""
        value = self.entries[name].value if name in self.entries else ""
        if isinstance(value, str):
            return tuple(text.strip() for text in value.split(";") if text.strip())
        items = [item.value for item in value] if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in items):
            self.wrong(name, "", "the key holds a list of values", "write them as [one, two]")
            return ()
        return tuple(str(item).strip() for item in items if str(item).strip())

    def word(self, name: str, default: Any, read: Callable[[str], T | None], say: Callable[[str], Fault]) -> T | Any:
        """The value under a key as `read` gives it; the default where absent or wrong."""
        text = self.text(name)
        if not text:
            return default
        value = read(text)
        if value is None:
            self.wrong(name, text, *say(text))
            return default
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: Any) -> Any:
        """One of the choices."""
        return self.word(name, default, partial(words.chosen, choices), partial(words.choice_fault, choices))

    def whole(self, name: str, least: int) -> int | None:
        """The whole number, `least` or more, or None."""
        fault: Fault = say("it is a whole number, {least} or more", least=least), "write digits only"
        value: int | None = self.word(name, None, partial(_whole, least), lambda _: fault)
        return value

    def number(self, name: str) -> Decimal | None:
        """The decimal as printed, or None."""
        return self.word(name, None, decimal, _number_fault)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "a list" if isinstance(value, list) else "further keys"


def _whole(least: int, text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 and int(text) >= least else None


def decimal(text: str) -> Decimal | None:
    """The decimal that a text states, None when it is none."""
    try:
        return parse_decimal(text)
    except ValueError:
        return None


def _number_fault(text: str) -> Fault:
    return "a number is digits with at most one decimal point", suggestion(text)
