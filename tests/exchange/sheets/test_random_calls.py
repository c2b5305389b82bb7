"""A random call, written out in a random layout, imports back equal or is refused with a question: never wrong."""

import json
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import event, given, settings
from hypothesis import strategies as st

from renkei.exchange.sheets import Book, grid, offered_mapping, read_mapping, read_sheet, report_json, report_text
from renkei.exchange.sheets.cells import cell_name

WORDS = {
    "en": "Rank|Proposal ID|Title|Score|Status|Requested funding|Total|"
    "Total requested|Available budget|Possible increase|Funder|withdrawn|Amounts in",
    "fr": "Rang|N° de projet|Titre|Note|Statut|Montant demandé|Total|"
    "Total demandé|Budget disponible|Augmentation possible|Financeur|retiré|Montants en",
    "de": "Platz|Antragsnummer|Titel|Punkte|Status|Beantragte Mittel|Summe|"
    "Summe|Verfügbares Budget|Mögliche Aufstockung|Förderer|zurückgezogen|Beträge in",
    "es": "Puesto|Código|Título|Puntuación|Estado|Importe solicitado|Total|"
    "Total solicitado|Presupuesto disponible|Aumento posible|Agencia|retirado|Importes en",
    "it": "Posizione|Codice|Titolo|Punteggio|Stato|Importo richiesto|Totale|"
    "Totale richiesto|Fondi disponibili|Aumento possibile|Agenzia|ritirato|Importi in",
    "ja": "順位|課題番号|課題名|評点|状態|申請額|合計|合計|予算額|増額可能額|助成機関|取下げ|金額単位",
}
NAMES = [
    "rank",
    "id",
    "title",
    "score",
    "status",
    "requested",
    "total",
    "sum",
    "budget",
    "raise_",
    "funder",
    "withdrawn",
    "amounts",
]
FUNDERS = [
    ("ANR", "FR"),
    ("DFG", "DE"),
    ("JST", "JP"),
    ("NRC", "CA"),
    ("RCN", "NO"),
    ("F.R.S.-FNRS", "BE"),
    ("Business Finland", "FI"),
]
UNITS = [
    ("k€", 1000, "EUR"),
    ("EUR", 1, "EUR"),
    ("M€", 10**6, "EUR"),
    ("千円", 1000, "JPY"),
    ("KRW million", 10**6, "KRW"),
    ("CAD", 1, "CAD"),
]
NOTHING = ["", "-", "–", "n/a", "0"]


@dataclass
class Call:
    funders: list[tuple[str, str]]
    amounts: list[list[Decimal]]  # in the unit; 0 for nothing
    scores: list[Decimal]
    withdrawn: list[bool]
    budgets: list[Decimal]
    raises: list[Decimal]
    unit: tuple[str, int, str]


@st.composite
def calls(draw) -> Call:
    count = draw(st.integers(2, 4))
    funders = draw(st.permutations(FUNDERS))[:count]
    unit = draw(st.sampled_from(UNITS))
    places = 0 if unit[1] == 1 or unit[2] != "EUR" else draw(st.integers(0, 3))
    scale = {1: 1000, 1000: 1, 10**6: 1}[unit[1]]
    low, high = (1, 3) if unit[0] == "M€" else (60, 2500)
    amount = st.decimals(low, high, places=places).map(lambda value: value * scale)
    rows = draw(st.integers(1, 5))
    return Call(
        funders,
        [[draw(amount) if draw(st.booleans()) else Decimal(0) for _ in funders] for _ in range(rows)],
        sorted((draw(st.decimals(5, 15, places=1)) for _ in range(rows)), reverse=True),
        [draw(st.integers(0, 5)) == 0 for _ in range(rows)],
        [draw(amount) * 2 for _ in funders],
        [draw(amount) if draw(st.booleans()) else Decimal(0) for _ in funders],
        unit,
    )


@st.composite
def styles(draw) -> dict:
    """How numbers are written: as numbers, or as text with a decimal mark and a thousands separator."""
    point = draw(st.booleans())
    groups = ["", " ", "\u00a0", "\u202f", "'", "," if point else "."]
    return {
        "text": draw(st.sampled_from(["never", "some", "always"])),
        "mark": "." if point else ",",
        "group": draw(st.sampled_from(groups)),
    }


def written(value: Decimal, style: dict, turn: int) -> object:
    if style["text"] == "never" or (style["text"] == "some" and turn % 2):
        return float(value)
    return f"{value:,f}".translate({ord(","): style["group"], ord("."): style["mark"]})


@st.composite
def sheets(draw):
    call = draw(calls())
    style = draw(styles())
    word = dict(zip(NAMES, draw(st.sampled_from(sorted(WORDS.values()))).split("|"), strict=True))
    nothing = st.sampled_from(NOTHING)
    turn = iter(range(10**6))

    def money(value: Decimal) -> object:
        return written(value, style, next(turn)) if value else draw(nothing)

    where = draw(st.sampled_from(["title", "group", "own", "row"]))
    has_ranks, has_status = draw(st.booleans()), any(call.withdrawn) or draw(st.booleans())
    has_countries, has_total = draw(st.booleans()), draw(st.booleans())
    unit = call.unit[0]
    heads = [f"{name} ({country})" if has_countries else name for name, country in call.funders]
    if where == "own":
        heads = [f"{head} [{unit}]" for head in heads]
    blocks = {
        "id": ([word["id"]], [[f"P-{row:02}"] for row in range(len(call.scores))]),
        "title": ([word["title"]], [[f"Project number {row} of many"] for row in range(len(call.scores))]),
        "score": ([word["score"]], [[written(score, style, next(turn))] for score in call.scores]),
        "money": (heads, [[money(value) for value in row] for row in call.amounts]),
    }
    if has_ranks:
        blocks["rank"] = ([word["rank"]], [[row + 1] for row in range(len(call.scores))])
    if has_status:
        blocks["status"] = ([word["status"]], [[word["withdrawn"] if gone else ""] for gone in call.withdrawn])
    if has_total:
        blocks["total"] = ([word["total"]], [[written(sum(row), style, next(turn))] for row in call.amounts])
    order = draw(st.permutations(sorted(blocks)))
    if "total" in order:  # a total stands right of what it sums
        order = [name for name in order if name != "total"]
        order.insert(order.index("money") + 1, "total")
    header = [text for name in order for text in blocks[name][0]]
    first = next(place for place, text in enumerate(header) if text == heads[0])
    named = header.index(word["title"])
    rows: list[list[object]] = []
    merged = []
    if draw(st.booleans()) or where == "title":
        rows.append([f"Joint call 2026 - {word['amounts']} {unit}" if where == "title" else "Joint call 2026"])
        rows += [[] for _ in range(draw(st.integers(0, 2)))]

    def label(text: str, values: list[Decimal]) -> list[object]:
        row: list[object] = [""] * len(header)
        row[named] = text
        row[first : first + len(values)] = [written(value, style, next(turn)) if value else "" for value in values]
        return row

    budgets = draw(st.sampled_from(["below", "above", "sheet"]))
    lines = [label(word["budget"], call.budgets)] + ([label(word["raise_"], call.raises)] if any(call.raises) else [])
    if budgets == "above":
        rows += lines
    if where == "group":
        group: list[object] = [""] * len(header)
        group[first] = f"{word['requested']} ({unit})"
        rows.append(group)
        if draw(st.booleans()) and len(heads) > 1:
            merged.append(f"{cell_name(len(rows) - 1, first)}:{cell_name(len(rows) - 1, first + len(heads) - 1)}")
    rows.append(header)
    if where == "row":
        rows.append([unit if first <= place < first + len(heads) + has_total else "" for place in range(len(header))])
    for row in range(len(call.scores)):
        rows.append([value for name in order for value in blocks[name][1][row]])
    if draw(st.booleans()):
        rows.append(label(word["sum"], [sum(column) for column in zip(*call.amounts, strict=True)]))
    if budgets == "below":
        rows += [[], *lines] if draw(st.booleans()) else lines
    if draw(st.booleans()):
        rows += [[], ["* confidential until the meeting"]]
    grids = [grid("List", rows, merged)]
    if budgets == "sheet":
        table = [[word["funder"], f"{word['budget']} ({unit})", f"{word['raise_']} ({unit})"]]
        table += [
            [name, written(budget, style, next(turn)), written(more, style, next(turn)) if more else ""]
            for (name, _), budget, more in zip(call.funders, call.budgets, call.raises, strict=True)
        ]
        grids.append(grid("Money", table))
    return call, Book("call.xlsx", tuple(grids)), rows


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_a_random_call_imports_back_equal_or_is_refused_with_a_question(made):
    call, book, rows = made
    one = read_sheet(book)
    shown = "\n".join(map(str, rows)) + "\n" + report_text(one)
    if not one.is_settled:
        event("refused: " + one.questions[0].topic.split(".")[0] if one.questions else "defect")
        assert one.questions, shown
        return
    event("imported")
    factor, currency = call.unit[1:]
    assert [a.score for a in one.applications] == call.scores, shown
    assert [a.status for a in one.applications] == ["withdrawn" if gone else None for gone in call.withdrawn], shown
    expected = {
        (f"P-{row:02}", name): (value * factor, currency)
        for row, values in enumerate(call.amounts)
        for (name, _), value in zip(call.funders, values, strict=True)
        if value
    }
    assert {(r.application_id, r.funder_id): (r.amount, r.currency) for r in one.requests} == expected, shown
    found = {m.funder.funder_id: (m.budget, m.possible_raise, m.confirmed_raise) for m in one.funders}
    assert found == {
        name: (budget * factor, more * factor if more else None, None)
        for (name, _), budget, more in zip(call.funders, call.budgets, call.raises, strict=True)
    }, shown


JUNK = [
    "",
    "Total",
    "?",
    "1,234",
    -5,
    "withdrawn",
    "k€",
    "(CA)",
    "Budget",
    "–",
    10**14,
    True,
    "DFG",
    "2025",
    "x" * 200,
    "a;b",
    "No.",
]


@settings(max_examples=60, deadline=None)
@given(
    sheets(), st.lists(st.tuples(st.integers(0, 14), st.integers(0, 9), st.sampled_from(JUNK)), min_size=1, max_size=4)
)
def test_a_spoilt_sheet_is_read_asked_about_or_refused_but_never_breaks_the_reader(made, spoilt):
    rows = [list(row) for row in made[2]]
    for row, column, junk in spoilt:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = junk
    one = read_sheet(Book("call.xlsx", (grid("List", rows), *made[1].grids[1:])))
    assert one.is_settled == (not one.questions and not one.defects)
    assert report_text(one)
    assert json.loads(report_json(one))["file"] == "call.xlsx"
    assert read_mapping(offered_mapping(one)).given == ({"sheet": "List"} if one.questions and one.sheet else {})
