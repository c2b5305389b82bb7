"""A document, and the drafts that are read from it: each value with the words that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a draft is about."""

    SOURCE = "source"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    BODY = "body"
    EVENT = "event"
    ORGANISATION = "organisation"
    PERSON = "person"
    COUNTRY = "country"
    MONEY = "money"
    FIGURE = "figure"
    BUDGET = "budget"
    STATEMENT = "statement"


class Form(StrEnum):
    """What kind of normal form a value has, which says how the words must prove it (`renkei.engines.reading.gate`)."""

    TEXT = "text"  # the words themselves, with single blanks
    DATE = "date"  # ISO 8601: a day, month, year or interval; FY2006 for a fiscal year
    COUNTRY = "country"  # ISO 3166, two letters
    NUMBER = "number"  # a plain decimal
    MONEY = "money"  # "JPY 70000000000"
    CUE = "cue"  # a word of ours, such as "planned", that `cues.CUES` finds in the words
    RATE = "rate"  # what a stated conversion comes to at the rates of the day
    RECORD = "record"  # a registry's id for the organisation that the words name


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of a document's text: signs `start` to `end`, the last excluded."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Say whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Say whether the two share a sign."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, order=True, slots=True)
class Value:
    """A value in its normal form with the spans that prove it; `document` is another source's where it is one's.

    `found_by` says who proposed it where rules did not find it themselves.
    """

    value: str
    spans: tuple[Span, ...]
    form: Form = Form.TEXT
    document: str = ""
    found_by: str = ""


Fields = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact that a document states. `item` counts from 1 within the document and the kind."""

    document: str
    kind: Kind
    item: int
    fields: Fields
    contradicts: tuple[str, ...] = ()  # fields in which its sources do not agree


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read. `published` is ISO 8601, where it is known from outside the text."""

    name: str
    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    language: str = ""  # two letters; found in the text where it is empty


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a grammar where it stands in the text."""

    span: Span
    value: str
    extra: Mapping[str, str] = field(default_factory=dict)
