"""People with the offices that a document gives them."""

from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.countries import countries
from renkei.engines.reading.model import Fields, Form, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.people import Office, Person


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a person; a mention by surname alone belongs to the one person who bears it."""
    people: dict[str, list[Person]] = {}
    for person in sorted(page.people, key=lambda person: " " not in page.words(person.name)):  # full names first
        people.setdefault(_whose(page, person, people), []).append(person)
    for mentions in people.values():
        yield fields_of(page, mentions)


def fields_of(page: Page, mentions: list[Person]) -> Fields:
    """Name, offices, former offices, whose offices and countries of the mentions of one person."""
    fields: dict[str, list[Value]] = {"name": [page.value(*(person.name for person in mentions))]}
    for person in mentions:
        for office in person.offices:
            fields.setdefault("former_office" if office.former else "office", []).append(page.value(office.span))
            for name, value in _whose_office(page, office):
                fields.setdefault(name, []).append(value)
    return {name: tuple(_once(values)) for name, values in fields.items()}


def _whose(page: Page, person: Person, people: dict[str, list[Person]]) -> str:
    name = page.words(person.name)
    if " " in name:
        return name
    bearers = [known for known in people if name in known.split()]
    return bearers[0] if len(bearers) == 1 else name


def _whose_office(page: Page, office: Office) -> Iterator[tuple[str, Value]]:
    if office.before is None or office.former:
        return
    named = list(countries(page.text, office.before.start, office.before.end))
    if named:
        yield "country", as_value(named[0], Form.COUNTRY)
    else:
        yield "organisation", page.value(office.before)


def _once(values: list[Value]) -> list[Value]:
    """Each value once, with the spans of all its mentions."""
    spans: dict[tuple[str, Form], list[Value]] = {}
    for value in values:
        spans.setdefault((value.value, value.form), []).append(value)
    return [
        Value(word, tuple(span for value in same for span in value.spans), form)
        for (word, form), same in spans.items()
    ]  # fmt: skip
