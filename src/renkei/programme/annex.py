"""One annex of `annexes.yaml`: its keys to rules, with every value that does not hold said."""

from decimal import Decimal

from renkei.annexes import SHARE_OF, Annex
from renkei.defects import say
from renkei.programme.annex_values import amount, count, countries, filled, graded, listed, once, percentage, truth
from renkei.programme.checks import words
from renkei.programme.nearness import nearest_word
from renkei.programme.section import Section
from renkei.tables import SIZES

KEYS: dict[str, str] = {
    "title": "the annex's name, for people",
    "source": "where it is published",
    "currency": "the currency of its amounts; required where there are any",
    "sizes": f"list: who may ask ({', '.join(SIZES)})",
    "countries": "list: where a partner that asks may be",
    "rate": "the largest part of a partner's eligible cost, in percent; one number, or one for each of `lead`, a size, "
    "and `else`",
    "ceiling": "the largest request of a partner; one amount, or several as for the rate",
    "floor": "the smallest request of a partner",
    "costs.paid": "list: the only categories of cost that are paid; without it all are",
    "costs.at_most": "category → the largest part of a partner's eligible cost, in percent",
    "total_ceiling": "the largest sum of the requests together",
    "organisations_at_least": "the smallest number of independent organisations",
    "organisations_at_most": "the largest number of them",
    "countries_at_least": "the smallest number of countries",
    "organisation_share": "the part that no organisation may pass, in percent",
    "country_share": "the part that no country may pass, in percent",
    "share_of": f"what these shares are of: {' or '.join(SHARE_OF)}; `cost` when empty",
    "includes": "list of kinds: at least one partner is of one of them",
    "includes_countries": "list: each of these countries has a partner",
    "led_by": "list of kinds: who leads is of one of them",
    "leads_at_most": "how many applications an organisation may lead",
    "applications_at_most": "in how many applications an organisation may ask",
    "count_self_funded": "of the call: yes where self-funded partners count for organisations, countries and shares",
}
CALL_ONLY = ("count_self_funded",)
AMOUNTS = ("ceiling", "floor", "total_ceiling")


def annex_of(section: Section, *, of_call: bool) -> Annex:
    """The annex that a section states; what does not hold is said and left out."""
    known = dict.fromkeys(name.split(".")[0] for name in KEYS if of_call or name not in CALL_ONLY)
    _belonging(section, tuple(known), of_call)
    filled(section)
    currency = section.word("currency", "", words.currency, words.currency_fault)
    _currency_stated(section)
    sizes = listed(section, "sizes", SIZES)
    costs = section.section("costs")
    costs.only("paid", "at_most")
    filled(costs)
    paid = once(costs, "paid")
    annex = Annex(
        title=section.text("title"),
        source=section.text("source"),
        currency=currency,
        sizes=sizes,
        countries=countries(section, "countries"),
        rate=graded(section, "rate", sizes, percentage),
        ceiling=graded(section, "ceiling", sizes, lambda own, name: amount(own, name, currency)),
        floor=amount(section, "floor", currency),
        paid=paid,
        cost_shares=_cost_shares(costs.section("at_most"), paid),
        total_ceiling=amount(section, "total_ceiling", currency),
        organisations_at_least=count(section, "organisations_at_least"),
        organisations_at_most=count(section, "organisations_at_most"),
        countries_at_least=count(section, "countries_at_least"),
        organisation_share=percentage(section, "organisation_share"),
        country_share=percentage(section, "country_share"),
        share_of=section.choice("share_of", SHARE_OF, "cost"),
        includes=listed(section, "includes", SIZES),
        includes_countries=countries(section, "includes_countries"),
        led_by=listed(section, "led_by", SIZES),
        leads_at_most=count(section, "leads_at_most"),
        applications_at_most=count(section, "applications_at_most"),
        count_self_funded=of_call and section.word("count_self_funded", False, truth, words.yes_no_fault),
    )
    _agreeing(section, annex)
    return annex


def _belonging(section: Section, known: tuple[str, ...], of_call: bool) -> None:
    """Keys that are not known here; the call's own are told where they belong."""
    for name in section.entries:
        if name in CALL_ONLY and not of_call:
            section.wrong(name, "", "the key is the call's own", say("write {name} under call:", name=name))
        elif name not in known:
            dotted = [key for key in KEYS if key.endswith(f".{name}")]
            near = dotted[0].replace(".", ": ") if dotted else nearest_word(name, known)
            remedy = (
                say("write {word}", word=near)
                if near
                else say("delete it, or write one of {list}", list=", ".join(known))
            )
            section.wrong(name, "", "the key is known", remedy)


def _currency_stated(section: Section) -> None:
    stated = [name for name in AMOUNTS if name in section.entries and section.entries[name].value != ""]
    if stated and ("currency" not in section.entries or section.entries["currency"].value == ""):
        section.wrong(stated[0], "", "an annex with amounts has a currency", "write currency: such as EUR beside it")


def _cost_shares(section: Section, paid: tuple[str, ...]) -> tuple[tuple[str, Decimal], ...]:
    filled(section)
    found = []
    for category in section.entries:
        if paid and category not in paid:
            near = nearest_word(category, paid)
            remedy = say("write {word}", word=near) if near else "add it to paid:, or delete the line"
            section.wrong(category, "", "a category with a share is paid", remedy)
        value = percentage(section, category)
        if value is not None:
            found.append((category, value))
    return tuple(found)


def _agreeing(section: Section, annex: Annex) -> None:
    """Rules of one annex that nobody could keep together."""
    ceilings = [int(one) for one in annex.ceiling.of.values()] if annex.ceiling else []
    ceilings += [] if annex.total_ceiling is None else [annex.total_ceiling]
    if annex.floor is not None and any(one < annex.floor for one in ceilings):
        rule = "the smallest request is not over a ceiling"
        section.wrong("floor", section.text("floor"), rule, "correct one of them")
    least, most = annex.organisations_at_least, annex.organisations_at_most
    if least is not None and most is not None and least > most:
        remedy = "correct one of the two"
        section.wrong("organisations_at_most", str(most), "the most is not under the least", remedy)
    for name, allowed in (("includes", annex.sizes), ("led_by", annex.sizes), ("includes_countries", annex.countries)):
        wanted = getattr(annex, name)
        barred = [one for one in wanted if one not in allowed]
        if allowed and barred:
            where = "countries" if name == "includes_countries" else "sizes"
            rule = say("who is asked for may ask: {where} leave out {list}", where=where, list=", ".join(barred))
            remedy = say("add {word} to {where}, or take it out here", word=barred[0], where=where)
            section.wrong(name, ", ".join(wanted), rule, remedy)
