"""The sheet `Summary`: what was decided, in words and in figures that follow the other sheets."""

from renkei.reports.facts import OUTCOMES, Decision
from renkei.reports.language import Language
from renkei.reports.sections.headline import headline, rates, use
from renkei.reports.sheets.book import Sheet, major, money_form
from renkei.reports.sheets.ranking import Range
from renkei.reports.totals import Money


def write_overview(sheet: Sheet, ranking: Range, funders: dict[str, str], decision: Decision, say: Language) -> None:
    """Write the sheet; `ranking` and `funders` say where its formulas find their figures."""
    sheet.page.set_column(0, 0, 26)
    sheet.widen(1, 100)
    row = _write_words(sheet, decision, say)
    row = _write_counts(sheet, row + 1, ranking, decision, say)
    _write_money(sheet, row, ranking, funders, decision, say)


def _write_words(sheet: Sheet, decision: Decision, say: Language) -> int:
    words = headline(decision, say)
    sheet.text(0, 0, say("title", call=decision.record["call"]), bold=True, font_size=16)
    lines = [(say("headline.title"), words.decided), (say("headline.rule"), words.rule)]
    lines += [(say("headline.state"), say("sentence.join").join(words.state)), (say("headline.next"), words.next)]
    lines += [("", remark) for remark in [*words.remarks, rates(decision, say)] if remark]
    if decision.record["made_up"]:
        lines.insert(0, (say("made_up"), say("made_up.note")))
    for row, (name, sentence) in enumerate(lines, 2):
        sheet.text(row, 0, name, bold=True)
        sheet.text(row, 1, sentence)
    return len(lines) + 2


def _write_counts(sheet: Sheet, row: int, ranking: Range, decision: Decision, say: Language) -> int:
    eligible = len(decision.eligible)
    counts = [(say("figure.eligible"), f"=COUNTA({ranking.applications})", eligible)]
    for outcome in sorted(OUTCOMES, key=("funded", "reserve", "not_funded", "tie").index):
        word = say(f"outcome.{outcome}")
        formula = f'=COUNTIF({ranking.decisions},"{word}")'
        counts.append((say(f"figure.{outcome}"), formula, len(decision.having(outcome))))
    for line, (name, formula, value) in enumerate(counts, row):
        sheet.text(line, 0, name, bold=True)
        if eligible:
            sheet.formula(line, 1, formula, value, "#,##0", align="left")
        else:
            sheet.number(line, 1, value, align="left")
    return row + len(counts)


def _write_money(
    sheet: Sheet, row: int, ranking: Range, funders: dict[str, str], decision: Decision, say: Language
) -> None:
    totals, form = decision.totals, money_form(decision.rates.reporting)
    for line, name in enumerate(("committed", "left", "use"), row):
        sheet.text(line, 0, say(f"figure.{name}"), bold=True)
    if len(totals.committed) == 1 and len(totals.left) == 1 and ranking.money and "left" in funders:
        committed = f'=SUMIF({ranking.decisions},"{say("outcome.funded")}",{ranking.money})'
        sheet.formula(row, 1, committed, major(totals.committed[0]), form, align="left")
        sheet.formula(row + 1, 1, funders["left"], major(totals.left[0]), form, align="left")
        share, available = use(decision), funders["available"].removeprefix("=")
        value = "" if share is None else float(share)
        sheet.formula(row + 2, 1, f'=IF({available}=0,"",B{row + 1}/{available})', value, "0.0%", align="left")
        return
    for line, total in enumerate((totals.committed, totals.left), row):
        _write_total(sheet, line, total, say)


def _write_total(sheet: Sheet, row: int, total: tuple[Money, ...], say: Language) -> None:
    if len(total) == 1:
        sheet.money(row, 1, total[0], align="left")
    else:
        sheet.text(row, 1, say.total(total))
