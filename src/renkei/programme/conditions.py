"""The side conditions: read from programme.yaml, and written back."""

from decimal import Decimal
from typing import Any

from renkei.defects import say
from renkei.programme.checks import words
from renkei.programme.entries import Entry
from renkei.programme.section import Section
from renkei.settings import COUNTED, SUBJECTS, Condition, SelectionSettings
from renkei.tables import SIZES

LIMITS = ("at_most", "at_least")


def conditions_of(section: Section) -> tuple[Condition, ...]:
    """The conditions that the section `selection` lists; what does not hold is said and left out.

    In a sheet of keys and values they are numbered: `selection.conditions.1.at_most`.
    """
    value = section.entries["conditions"].value if "conditions" in section.entries else []
    if isinstance(value, dict):
        value = [value[name] for name in sorted(value, key=lambda name: (len(name), name))]
    if isinstance(value, str):
        if value:
            remedy = "write each condition below conditions: after a dash, such as - {at_most: 2, field: AI, ground: …}"
            section.wrong("conditions", value, "conditions are a list", remedy)
        value = []
    found = (_condition(section, number, entry) for number, entry in enumerate(value, 1))
    return tuple(one for one in found if one is not None)


def _condition(section: Section, number: int, entry: Entry) -> Condition | None:
    if not isinstance(entry.value, dict):
        section.wrong("conditions", "", "a condition holds keys", "write at_most (or at_least), what it limits, ground")
        return None
    own = Section(f"{section.key}.conditions.{number}", entry.value, section.reading)
    own.only(*LIMITS, "of", *SUBJECTS, "ground")
    subject, which = _one_of(own, SUBJECTS, entry), _one_of(own, LIMITS, entry)
    of, ground = own.choice("of", COUNTED, "applications"), own.text("ground")
    if not ground:
        own.reading.defect(entry.row, f"{own.key}.ground", "", "a side condition has a ground", "write ground: and why")
    limit = own.number(which) if which else None
    value = _value(own, subject) if subject else None
    if limit is None or value is None or not _bearable(own, which, of, limit) or not ground:
        return None
    return Condition(subject, value, of, limit, which == "at_least", ground)  # type: ignore[arg-type]


def _one_of(own: Section, names: tuple[str, ...], entry: Entry) -> str:
    """The one key of several that stands there; "" where none does, or more than one."""
    given = [name for name in names if name in own.entries]
    if len(given) != 1:
        said = say("a condition states one of {list}", list=", ".join(names))
        own.reading.defect(
            entry.row, own.key, ", ".join(given), said, "write one of them, and split it where it has two"
        )
        return ""
    return given[0]


def _value(own: Section, subject: str) -> str | None:
    text = own.text(subject)
    if not text:
        own.wrong(subject, "", "a condition says of what", say("write a value for {name}", name=subject))
        return None
    if subject == "country":
        return own.word(subject, None, words.country, words.country_fault)
    return own.choice(subject, SIZES, None) if subject == "size" else text


def _bearable(own: Section, which: str, of: str, limit: Decimal) -> bool:
    """Whether the limit is a number of what is counted; a share can only be a minimum."""
    if of.startswith("share") and which == "at_most":
        rule = "a share is a minimum: whether the largest share is kept depends on who else is funded"
        own.wrong("of", of, rule, "write at_least, or limit applications or money")
        return False
    if of.startswith("share"):
        fault = limit < 0 or limit > 1
        rule, remedy = "a share lies between 0 and 1", "write 0.3 for 30 percent"
    else:
        fault = limit < 0 or (of == "applications" and limit != limit.to_integral_value())
        rule, remedy = "applications are counted whole, and no limit is below 0", "write a whole number, 0 or more"
    if fault:
        own.wrong(which, f"{limit:f}", rule, remedy)
    return not fault


def condition_keys(selection: SelectionSettings) -> list[dict[str, Any]]:
    """The same as keys of programme.yaml."""
    return [
        {
            LIMITS[one.at_least]: one.limit,
            **({} if one.of == "applications" else {"of": one.of}),
            one.subject: one.value,
            "ground": one.ground,
        }
        for one in selection.conditions
    ]
