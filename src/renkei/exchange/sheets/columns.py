"""What each column is, from its header words and from what stands below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from renkei.exchange.sheets.amounts import is_nothing
from renkei.exchange.sheets.cells import Grid, letter
from renkei.exchange.sheets.countries import country_code, find_country
from renkei.exchange.sheets.layout import Header, header_word, is_number, parts
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.scale_texts import is_scale
from renkei.exchange.sheets.units import Unit, find_unit, is_rare_code, is_unit
from renkei.exchange.sheets.words import match

SINGLE = (
    "application_id",
    "number",
    "acronym",
    "title",
    "rank",
    "score",
    "amount",
    "funder",
    "partner_id",
    "status",
    "eligible",
)
TEXTS = frozenset(
    [
        "acronym",
        "title",
        "coordinator",
        "organisation",
        "country",
        "funder",
        "currency",
        "unit",
        "status",
        "decision",
        "remarks",
        "keywords",
        "abstract",
        "role",
        "size",
    ]
)
FIGURES = frozenset(
    ["rank", "score", "criterion", "amount", "granted", "total", "cost", "budget", "confirmed_raise", "possible_raise"]
)
MEASURES = {"amount": "funder_amount", "cost": "funder_cost", "granted": "funder_other"}  # under a funder's name
_WEAK_TITLES = [
    "proposal",
    "project",
    "projet",
    "projekt",
    "antrag",
    "proyecto",
    "propuesta",
    "progetto",
    "proposta",
    "projeto",
    "vorhaben",
    "課題",
]


@dataclass(frozen=True)
class Column:
    """One column: its header, its role (empty: not known by its words), and what it says of unit and country."""

    index: int
    header: str
    role: str = ""
    group: str = ""
    group_role: str = ""
    unit: Unit = Unit()
    group_unit: Unit = Unit()
    scale: str = ""
    country: str | None = None
    name: str = ""
    word: str = ""
    whole: bool = False
    content: str = "empty"

    @property
    def letter(self) -> str:
        """The column's letters in the spreadsheet."""
        return letter(self.index)

    @property
    def shown(self) -> str:
        """How a person is told of the column."""
        return f"{self.letter} ({' '.join(self.header.split())})" if self.header else self.letter


def read_columns(
    grid: Grid, header: Header, rows: Sequence[int], mapping: SheetMapping, findings: Findings
) -> list[Column]:
    """All columns with something in them, their roles settled as far as words and contents can."""
    above = parts(grid, header)
    rows = [row for row in rows if len(grid.filled(row)) > 1]  # a text alone in its row is a note
    countries = [index for index, texts in above.items() if any(_is_code(text) for text in texts)]
    read = [_column(grid, index, texts, rows, countries) for index, texts in above.items()]
    columns = [column for column in read if column.header or column.content != "empty"]
    stated = [_stated(_counted(grid, rows, _kept(column)), mapping) for column in columns]
    return _without_doubles(_totals_of_scores(stated), mapping, findings)


def content_of(grid: Grid, index: int, rows: Sequence[int]) -> str:
    """What mostly stands in a column: figures, texts, nothing but dashes ("dashes"), or nothing ("empty")."""
    figures = texts = dashes = 0
    for row in rows:
        if not grid.holds(row, index):
            continue
        if is_number(grid, row, index) or (row, index) in grid.uncached or (row, index) in grid.errors:
            figures += 1
        elif is_nothing(grid.text(row, index)):
            dashes += 1
        else:
            texts += 1
    if figures and figures >= texts:
        return "figures"
    return "texts" if texts else "dashes" if dashes else "empty"


def _column(grid: Grid, index: int, texts: list[str], rows: Sequence[int], countries: list[int]) -> Column:
    content = content_of(grid, index, rows)
    plain = [text for text in texts if not is_scale(text)] or texts
    scale = " ".join(text for text in texts if text not in plain)
    texts = plain
    abroad = [text for text in texts if _is_country(text, index, countries)]
    units = [text for text in texts if is_unit(text) and not _is_header_word(text)]
    if units and not set(texts) - set(units) and is_rare_code(units[0]):
        units = units[1:]
    named = [text for text in texts if text not in units and text not in abroad]
    own = named[-1] if named else next(iter(abroad), "")
    own_unit = Unit(rest=own) if is_rare_code(own) else find_unit(own)
    country, name = find_country(own_unit.rest)
    word = header_word(name or own_unit.rest or own) if named or not abroad else None
    column = Column(
        index=index,
        header=own,
        role=word.meaning if word else "",
        group=next(iter(reversed(named[:-1])), ""),
        group_role=next((found.meaning for text in reversed(named[:-1]) if (found := match("columns", text))), ""),
        unit=find_unit(units[-1]) if units and not own_unit.says_something else own_unit,
        group_unit=next((unit for text in reversed(named[:-1]) if (unit := find_unit(text)).says_something), Unit()),
        scale=scale,
        country=next((code for text in abroad if (code := country_code(text))), None) or country,
        name=" ".join(name.split()),
        word=word.word if word else "",
        whole=bool(word and word.whole),
        content=content,
    )
    return _measured(_checked(column), named[:-1])


def _is_header_word(text: str) -> bool:
    found = match("columns", text)
    return found is not None and found.whole


def _is_code(text: str) -> bool:
    return country_code(text) is not None and not _is_header_word(text)


def _is_country(text: str, index: int, countries: list[int]) -> bool:
    """A country alone; NO, ID and NR are header words unless they stand among other countries."""
    if country_code(text) is None:
        return False
    return not _is_header_word(text) or (len(countries) > 1 and min(countries) - 1 <= index <= max(countries) + 1)


def _checked(column: Column) -> Column:
    """A role whose contents contradict it is no role: "Agence nationale (ANR)" over amounts heads no texts."""
    if (
        column.role in TEXTS
        and column.content == "figures"
        and not (column.whole and column.role in {"title", "acronym"})
    ):
        return replace(column, role="")
    if column.role in FIGURES - {"rank", "score"} and column.content == "texts":
        return replace(column, role="extra")
    return column


def _measured(column: Column, groups: list[str]) -> Column:
    """A measure under a funder's name ("FWF" over "requested" and "cost") belongs to that funder."""
    if not re.sub(r"[%％\s]", "", column.header) and column.header and groups:
        return replace(column, role="funder_other")
    if column.role == "" and column.group_role in {"cost", "granted"}:
        return replace(column, role=MEASURES[column.group_role])
    is_year = re.fullmatch(r"(?:19|20)\d\d", column.header) is not None
    names = [text for text in groups if not match("columns", text)]
    if not names and column.role in MEASURES:
        names = _named_before(column)
    if not (column.role in MEASURES or is_year) or not names:
        return column
    country, name = find_country(find_unit(names[-1]).rest)
    role = MEASURES.get(column.role, "funder_amount")
    return replace(column, role=role, name=" ".join(name.split()), country=country or column.country)


def _named_before(column: Column) -> list[str]:
    """The acronym beside a measure in one header: ANR of "ANR requested" and of "Requested from ANR"."""
    rest = re.sub(rf"(?i)\b{re.escape(column.word)}\b", " ", column.name)
    rest = re.sub(r"(?i)\b(?:from|by|to|an|von|à la|à l|par|a la|al|de)\b", " ", rest)
    plain = " ".join(rest.split()).strip(" ,;:-–/")
    return [plain] if re.fullmatch(r"[A-ZÀ-Þ][\w.&/-]*[A-ZÀ-Þ][\w.&/-]*", plain) and not is_unit(plain) else []


def _counted(grid: Grid, rows: Sequence[int], column: Column) -> Column:
    """A column without header that counts 1, 2, 3 ... numbers the rows."""
    texts = [text for row in rows if (text := grid.text(row, column.index))]
    counts = column.role == "" and not column.header and texts == [str(number + 1) for number in range(len(texts))]
    return replace(column, role="number") if counts else column


def _kept(column: Column) -> Column:
    """Texts under a header of unknown words, and figures that are no money, are kept beside the proposals."""
    return (
        replace(column, role="extra")
        if column.role == "other" or (column.role == "" and column.content == "texts")
        else column
    )


def _stated(column: Column, mapping: SheetMapping) -> Column:
    """The column with the role that the mapping states."""
    if column.index in mapping.criteria:
        return replace(column, role="criterion", name=mapping.criteria[column.index], word="stated")
    if column.letter in mapping.funders:
        return replace(column, role="funder_amount", word="stated")
    role = mapping.columns.get(column.index)
    return replace(column, role=role, word="stated", whole=True) if role else column


def _totals_of_scores(columns: list[Column]) -> list[Column]:
    """A total under a group of scores, or right of criteria and without a unit, is the score."""
    if any(column.role == "score" for column in columns):
        return columns
    left_of = {column.index: columns[:place] for place, column in enumerate(columns)}
    found = [
        column
        for column in columns
        if column.role == "total"
        and column.word != "stated"
        and not column.unit.says_something
        and (column.group_role == "score" or (left_of[column.index] and left_of[column.index][-1].role == "criterion"))
    ]
    return [replace(column, role="score") if column in found[:1] else column for column in columns]


def _without_doubles(columns: list[Column], mapping: SheetMapping, findings: Findings) -> list[Column]:
    """Each single role once: a stated column beats the others, and doubtful scores are asked about."""
    columns = _criteria_of_group(columns)
    for role in SINGLE:
        same = [column for column in columns if column.role == role]
        stated = [column for column in same if column.word == "stated"]
        if len(same) < 2:
            continue
        keep = stated[0] if stated else _best(role, same, columns, findings)
        columns = [_demoted(column, columns) if column in same and column is not keep else column for column in columns]
    return columns


def _criteria_of_group(columns: list[Column]) -> list[Column]:
    """Unknown figures under a group of scores are criteria."""
    return [
        replace(column, role="criterion")
        if column.role == "" and column.group_role in {"score", "criterion"} and column.content == "figures"
        else column
        for column in columns
    ]


def _best(role: str, same: list[Column], columns: list[Column], findings: Findings) -> Column:
    strong = [column for column in same if not (role == "title" and column.word in _WEAK_TITLES)]
    whole = [column for column in strong if column.whole]
    if len(strong) == 1 or len(whole) == 1:
        return (strong if len(strong) == 1 else whole)[0]
    shown = " and ".join(column.shown for column in same)
    findings.ask(
        f"columns.{role}",
        f"columns {shown} may each be the {role.replace('_', ' ')}",
        [f"{column.shown} is the {role.replace('_', ' ')}" for column in same],
        Answer(("columns", role), " or ".join(column.letter for column in same)),
    )
    return same[0]


def _demoted(column: Column, columns: list[Column]) -> Column:
    """What a column is when its role went to another: "Proposal" beside "Title" is the identifier or the acronym."""
    roles = {other.role for other in columns}
    if column.role == "title" and column.word in _WEAK_TITLES:
        role = "application_id" if not roles & {"application_id"} else "acronym" if "acronym" not in roles else "extra"
        return replace(column, role=role)
    return replace(column, role="extra")


def by_role(columns: list[Column]) -> Mapping[str, Column]:
    """Role → its first column."""
    return {column.role: column for column in reversed(columns) if column.role}
