"""The mapping file: what a person says about a sheet where the sheet does not say it. YAML, everything optional."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeVar, cast

import yaml

from renkei.defects import Defect, DefectsFound
from renkei.exchange.sheets.cells import Place, column_of, place_of
from renkei.exchange.sheets.figures import MARKS, Mark
from renkei.exchange.sheets.units import find_unit
from renkei.money import is_currency, parse_decimal
from renkei.tables import DECIMALS, STATUSES

UNANSWERED = "?"
_COLUMNS = """
    application_id title acronym rank score total amount funder partner_id organisation country currency unit
    coordinator status eligible decision remarks field keywords abstract size role cost extra ignore
"""
_ROWS = "application budget confirmed_raise possible_raise top_up_entitled total country currency unit ignore"
COLUMN_ROLES = tuple(_COLUMNS.split())
ROW_ROLES = tuple(_ROWS.split())
T = TypeVar("T")


@dataclass(frozen=True)
class FunderEntry:
    """What is said of one funder; budgets and raises in major units of its currency."""

    funder_id: str | None = None
    name: str | None = None
    country: str | None = None
    currency: str | None = None
    unit: int | None = None
    budget: Decimal | None = None
    confirmed_raise: Decimal | None = None
    possible_raise: Decimal | None = None
    top_up_entitled: bool | None = None


@dataclass(frozen=True)
class SheetMapping:
    """A mapping file, read. Rows and columns count from 0; `given` is the file as written, for offering it again."""

    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    first_row: int | None = None
    last_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[int, str] = field(default_factory=dict)
    funders: Mapping[str, FunderEntry] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[Place, str] = field(default_factory=dict)
    decimal: Mark | None = None
    column_decimals: Mapping[int, Mark] = field(default_factory=dict)
    unit: int | None = None
    budget_unit: int | None = None
    currency: str | None = None
    status_words: Mapping[str, str] = field(default_factory=dict)
    status_rows: Mapping[int, str] = field(default_factory=dict)
    funders_sheet: str | None = None
    name: str | None = None
    reporting_currency: str | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    best: Literal["high", "low"] | None = None
    threshold: Decimal | Literal["none"] | None = None
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    binding: Literal["score", "rank"] | None = None
    score_decimals: int | None = None
    rounding: Literal["half_up"] | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


def read_mapping(text: str, file: str = "mapping", sheet: str | None = None) -> SheetMapping:
    """A mapping file's text, read; `sheet` stands above the file's. "?" counts as absent.

    Raises DefectsFound with every line that does not hold.
    """
    try:
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar stays text: NO is Norway, 1.50 is 1.50
    except yaml.YAMLError as error:
        rule = f"is not YAML ({' '.join(str(error).split())})"
        raise DefectsFound([Defect(file, 0, "", "", rule, "mend the line")]) from None
    if raw not in (None, "") and not isinstance(raw, dict):
        raise DefectsFound([Defect(file, 0, "", "", "is not a mapping", "write lines such as `decimal: comma`")])
    stated = {**(_without_unanswered(raw) if raw else {}), **({"sheet": sheet} if sheet else {})}
    reader = _Reader(file, cast(dict[str, Any], stated))
    mapping = reader.read()
    if reader.defects:
        raise DefectsFound(reader.defects)
    return mapping


def _without_unanswered(node: Any) -> Any:
    if isinstance(node, dict):
        kept = {key: _without_unanswered(value) for key, value in node.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", {})}
    if isinstance(node, list):
        return [_without_unanswered(item) for item in node]
    text = str(node).strip()
    return None if text in {UNANSWERED, ""} else text


class _Reader:
    """Reads the raw mapping key by key and keeps a defect for each that does not hold."""

    def __init__(self, file: str, raw: dict[str, Any]) -> None:
        self.file = file
        self.raw = raw
        self.defects: list[Defect] = []

    def read(self) -> SheetMapping:
        known = set(SheetMapping.__dataclass_fields__) - {"given", "column_decimals", "minimum", "maximum", "best"} | {
            "scale"
        }
        for key in self.raw:
            if key not in known:
                self._wrong(key, "", "is not a key of a mapping", f"use one of {', '.join(sorted(known))}")
        marks = self.raw.get("decimal")
        scale = self._table(("scale",))
        return SheetMapping(
            sheet=self._one(("sheet",), str),
            header_rows=tuple(self._many(("header_rows",), _row)),
            first_row=self._one(("first_row",), _row),
            last_row=self._one(("last_row",), _row),
            columns=self._roles("columns", COLUMN_ROLES, column_of),
            criteria={column: name for name, column in self._pairs(("columns", "criteria"), str, column_of)},
            funders={key: self._funder(key) for key in self._table(("funders",))},
            rows=self._roles("rows", ROW_ROLES, _row),
            cells=dict(self._pairs(("cells",), place_of, str)),
            decimal=self._one(("decimal",), _choice(MARKS)) if isinstance(marks, str) else None,
            column_decimals=dict(self._pairs(("decimal",), column_of, _choice(MARKS)))
            if isinstance(marks, dict)
            else {},
            unit=self._one(("unit",), unit_factor),
            budget_unit=self._one(("budget_unit",), unit_factor),
            currency=self._one(("currency",), _currency),
            status_words=dict(self._pairs(("status_words",), str.casefold, _choice((*STATUSES, "ignore")))),
            status_rows=dict(self._pairs(("status_rows",), _row, _choice((*STATUSES, "ignore")))),
            funders_sheet=self._one(("funders_sheet",), str),
            name=self._one(("name",), str),
            reporting_currency=self._one(("reporting_currency",), _currency),
            rates=dict(self._pairs(("rates",), _currency, _positive)),
            minimum=self._one(("scale", "min"), parse_decimal) if scale else None,
            maximum=self._one(("scale", "max"), parse_decimal) if scale else None,
            best=cast(Any, self._one(("scale", "best"), _choice(("high", "low")))) if scale else None,
            threshold=cast(Any, self._one(("threshold",), _threshold)),
            thresholds=dict(self._pairs(("thresholds",), str, parse_decimal)),
            binding=cast(Any, self._one(("binding",), _choice(("score", "rank")))),
            score_decimals=self._one(("score_decimals",), _small),
            rounding=cast(Any, self._one(("rounding",), _choice(("half_up",)))),
            given=self.raw,
        )

    def _wrong(self, column: str, value: str, rule: str, remedy: str) -> None:
        self.defects.append(Defect(self.file, 0, column, value, rule, remedy))

    def _node(self, path: tuple[str, ...]) -> Any:
        node: Any = self.raw
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        return node

    def _table(self, path: tuple[str, ...]) -> dict[str, Any]:
        node = self._node(path)
        if node is None:
            return {}
        if not isinstance(node, dict):
            self._wrong(".".join(path), str(node), "is not a list of `key: value`", "write one line each, indented")
            return {}
        return node

    def _one(self, path: tuple[str, ...], parse: Callable[[str], T]) -> T | None:
        node = self._node(path)
        return None if node is None else self._parse(path, node, parse)

    def _parse(self, path: tuple[str, ...], node: Any, parse: Callable[[str], T]) -> T | None:
        try:
            if not isinstance(node, str):
                raise ValueError("is not one value")
            return parse(node)
        except ValueError as error:
            self._wrong(".".join(path), str(node), str(error), "mend this line of the mapping")
            return None

    def _many(self, path: tuple[str, ...], parse: Callable[[str], T]) -> list[T]:
        node = self._node(path)
        items = node if isinstance(node, list) else [] if node is None else [node]
        parsed = [self._parse(path, item, parse) for item in items]
        return [item for item in parsed if item is not None]

    def _pairs(
        self, path: tuple[str, ...], key: Callable[[str], Any], value: Callable[[str], T]
    ) -> Iterable[tuple[Any, T]]:
        for name, node in self._table(path).items():
            left = self._parse((*path, name), name, key)
            right = self._parse((*path, name), node, value)
            if left is not None and right is not None:
                yield left, right

    def _roles(self, section: str, roles: tuple[str, ...], parse: Callable[[str], int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for role in self._table((section,)):
            if role in roles:
                found |= dict.fromkeys(self._many((section, role), parse), role)
            elif role != "criteria":
                self._wrong(section, role, f"is not a role of {section}", f"use one of {', '.join(roles)}")
        return found

    def _funder(self, key: str) -> FunderEntry:
        path = ("funders", key)
        for name in self._table(path):
            if name not in FunderEntry.__dataclass_fields__:
                self._wrong(
                    f"funders.{key}",
                    name,
                    "is not a property of a funder",
                    f"use one of {', '.join(FunderEntry.__dataclass_fields__)}",
                )
        return FunderEntry(
            self._one((*path, "funder_id"), str),
            self._one((*path, "name"), str),
            self._one((*path, "country"), str),
            self._one((*path, "currency"), _currency),
            self._one((*path, "unit"), unit_factor),
            self._one((*path, "budget"), _not_negative),
            self._one((*path, "confirmed_raise"), _not_negative),
            self._one((*path, "possible_raise"), _not_negative),
            self._one((*path, "top_up_entitled"), _yes_no),
        )


def unit_factor(text: str) -> int:
    """The factor of a unit as a person writes it: 1, 1000, k, thousand, 百万."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    factor = find_unit(text).factor
    if factor is None:
        raise ValueError("is not a unit such as 1, 1000, thousand, million, 万")
    return factor


def _row(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ValueError("is not a row number of the sheet such as 7")
    return int(text) - 1


def _small(text: str) -> int:
    if text not in {"0", "1", "2", "3", "4", "5", "6"}:
        raise ValueError("is not a number of decimals from 0 to 6")
    return int(text)


def _currency(text: str) -> str:
    if not is_currency(text):
        raise ValueError("is not a currency code such as EUR")
    return text


def _not_negative(text: str) -> Decimal:
    value = parse_decimal(text)
    if value < 0:
        raise ValueError("is below 0")
    return value


def _positive(text: str) -> Decimal:
    value = parse_decimal(text)
    if value <= 0:
        raise ValueError("is not above 0")
    if len(text.partition(".")[2]) > DECIMALS:
        raise ValueError(f"has more than {DECIMALS} decimals")
    return value


def _threshold(text: str) -> Decimal | str:
    return "none" if text == "none" else parse_decimal(text)


def _yes_no(text: str) -> bool:
    return _choice(("yes", "no"))(text) == "yes"


def _choice(words: Iterable[T]) -> Callable[[str], T]:
    def choose(text: str) -> T:
        for word in words:
            if word == text:
                return word
        raise ValueError(f"is not one of {', '.join(map(str, words))}")

    return choose
