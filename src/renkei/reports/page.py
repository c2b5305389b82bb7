"""The decision as one self-contained page: no script, no remote address, its plots drawn in it."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from renkei.reports.facts import Decision, Record, Tables, read_facts
from renkei.reports.language import Language
from renkei.reports.plots import bars
from renkei.reports.plots import ranking as ladder
from renkei.reports.plots.svg import hatch
from renkei.reports.sections import budget, conditions, headline, order, pots, proof, ranking, reasons
from renkei.settings import Settings


def html(record: Record, settings: Settings, tables: Tables, language: str = "en") -> str:
    """The page `decision.html` for a decision record (docs/decision-record.md) and its folder's frames.

    `tables` needs applications, requests and funders; rates where there are several currencies.
    Raises ValueError for a language without a catalogue.
    """
    decision = read_facts(record, settings, tables)
    say = Language(language, decision.whole)
    template = environment().get_template("decision.html.j2")
    title, made_up = say("title", call=record["call"]), record["made_up"]
    return template.render(
        t=say, title=title, made_up=made_up, decision=decision, record=record, **_parts(decision, say)
    )


@cache
def environment() -> Environment:
    """The templates of all pages: whatever they are given is escaped, and what they lack is an error."""
    return Environment(
        loader=PackageLoader("renkei.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _parts(decision: Decision, say: Language) -> dict[str, object]:
    """What the template lays out."""
    short = budget.binding(decision)
    walked = decision.record["rule"] in ("ranking", "gaps")
    return {
        "headline": headline.headline(decision, say),
        "hatch": hatch,
        "figures": headline.figures(decision, say),
        "rates": headline.rates(decision, say),
        "budget": budget.budget_table(decision, say),
        "pots": pots.tables_of(pots.grids(decision, say), say),
        "conditions": pots.tables_of(conditions.grids(decision, say), say),
        "budget_plot": bars.budgets(decision, say) if decision.funders else "",
        "ranking": ranking.ranking_table(decision, say),
        "ranking_plot": ladder.ranking(decision, say) if decision.eligible else "",
        "order": order.order_table(decision, say),
        "endorsements": order.endorsements_table(decision, say),
        "outcomes": [ranking.signed(o, say) for o in ("funded", "reserve", "not_funded", "tie")],
        "not_eligible": ranking.not_eligible_table(decision, say),
        "short": budget.binding_table(short, say),
        "short_plot": bars.shortages(short, say) if short else "",
        "groups": reasons.groups(decision, say),
        "reserve": ranking.reserve_table(decision, say),
        "walked": walked,
        "walk": (proof.steps_table if walked else proof.bounds_table)(decision, say),
        "options": proof.options_table(decision, say),
        "inputs": proof.inputs_table(decision, say),
        "versions": proof.versions_table(decision, say),
    }
