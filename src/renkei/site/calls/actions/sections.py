"""The form of a call: its sections, added, changed, ordered and taken out."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import tell
from renkei.site.calls.models import Call, Section
from renkei.site.calls.usual_sections import USUAL
from renkei.site.policy import Actor, NotAllowed, locked, scoped

WORD_OF_ADDRESSES = "new"
LONGEST_KEY = 30  # signs, beside the number of one that is repeated
MOST_SIGNS = 100_000
MOST_SECTIONS = 60


@dataclass(frozen=True)
class SectionFacts:
    """A part of the form: `stage` 0 is every stage; `most_signs` how long a text may be."""

    title: str
    help: str = ""
    stage: int = 0
    per_partner: bool = False
    required: bool = True
    most_signs: int = 6000


def add_section(actor: Actor, slug: str, facts: SectionFacts, ground: str = "", key: str = "") -> Section:
    """A new section at the end of the form; its key is made from its title where none is given."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        _check(call, facts)
        made = _added(actor, call, facts, key or slugify(facts.title)[:LONGEST_KEY] or "section")
        _tell(actor, call, _("New in the form: “%(title)s”"), made.title, ground)
        record(actor, "section.added", made, None, _plain(made), ground)
    return made


def add_usual(actor: Actor, slug: str, keys: Collection[str], ground: str = "") -> list[Section]:
    """Usual sections at the end of the form; those that are there stay as they are."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        made = put_usual(actor, call, keys)
        if made:
            titles = [one.title for one in made]
            _tell(actor, call, _("New in the form: “%(title)s”"), "”, “".join(titles), ground)
            record(actor, "sections.added", call, None, {"sections": titles}, ground)
    return made


def put_usual(actor: Actor, call: Call, keys: Collection[str]) -> list[Section]:
    """Usual sections at the end of the form of a held call, titled in its language, in the action that holds it."""
    there = set(scoped(actor, Section).filter(call=call).values_list("key", flat=True))
    with override(call.language):
        wanted = [(key, _usual(call, key)) for key in USUAL if key in keys and key not in there]
    return [_added(actor, call, facts, key) for key, facts in wanted]


def change_section(actor: Actor, slug: str, key: str, facts: SectionFacts, ground: str = "") -> Section:
    """The section with other facts. Once the call is published, who writes it stays, and the change is told."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        row = _section(actor, call, key)
        _check(call, facts)
        if call.state != Call.State.PREPARING and facts.per_partner != row.per_partner:
            raise ValidationError({"per_partner": _("This stays as it was published: texts may stand in it.")})
        before = _plain(row)
        if before == asdict(facts):
            return row
        for name, value in asdict(facts).items():
            setattr(row, name, value)
        row.save()
        _tell(actor, call, _("Changed in the form: “%(title)s”"), row.title, ground)
        record(actor, "section.changed", row, before, _plain(row), ground)
    return row


def move_section(actor: Actor, slug: str, key: str, down: bool) -> None:
    """The section one place up or down in the form; at its end it stays. An order is no change of what is asked."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        row = _section(actor, call, key)
        rows = list(scoped(actor, Section).filter(call=call).order_by("position", "pk"))
        at = rows.index(row)
        to = at + (1 if down else -1)
        if not 0 <= to < len(rows):
            return
        rows[at], rows[to] = rows[to], rows[at]
        for position, one in enumerate(rows, 1):
            one.position = position
        scoped(actor, Section, "change").filter(call=call).bulk_update(rows, ["position"])
        record(actor, "section.moved", row, {"position": at + 1}, {"position": to + 1})


def remove_section(actor: Actor, slug: str, key: str) -> None:
    """The form of a call in preparation without a section; ValidationError once it is published."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        row = _section(actor, call, key)
        if call.state != Call.State.PREPARING:
            raise ValidationError(_("A section of a published call stays: say in its help that it is no longer asked."))
        record(actor, "section.removed", row, _plain(row))
        row.delete()


def _section(actor: Actor, call: Call, key: str) -> Section:
    row = scoped(actor, Section, "change").filter(call=call, key=key).first()
    if row is None:
        raise NotAllowed("change calls.Section")
    return row


def _added(actor: Actor, call: Call, facts: SectionFacts, key: str) -> Section:
    mine = scoped(actor, Section).filter(call=call)
    taken = set(mine.values_list("key", flat=True))
    if len(taken) >= MOST_SECTIONS:
        raise ValidationError(_("A form has at most %(n)d sections.") % {"n": MOST_SECTIONS})
    names = (key, *(f"{key}-{n}" for n in range(2, MOST_SECTIONS + 3)))
    free = next(one for one in names if one not in (taken | {WORD_OF_ADDRESSES}))
    last = mine.aggregate(last=Max("position"))["last"] or 0
    made = Section(call=call, key=free, position=last + 1, **asdict(facts))
    made.save(force_insert=True)
    return made


def _usual(call: Call, key: str) -> SectionFacts:
    usual = USUAL[key]
    stage = usual.stage if call.stages == 2 else 0
    return SectionFacts(str(usual.title), str(usual.help), stage, usual.per_partner, usual.required, usual.most_signs)


def _check(call: Call, facts: SectionFacts) -> None:
    wrong: dict[str, str] = {}
    if not facts.title.strip():
        wrong["title"] = _("A section has a title.")
    if not 0 < facts.most_signs <= MOST_SIGNS:
        wrong["most_signs"] = _("Between 1 and %(n)d signs.") % {"n": MOST_SIGNS}
    if not 0 <= facts.stage <= call.stages:
        wrong["stage"] = _("The call has no such stage.")
    if wrong:
        raise ValidationError(wrong)


def _tell(actor: Actor, call: Call, words: str, title: str, ground: str) -> None:
    tell(actor, call, words % {"title": title}, ground)


def _plain(row: Section) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SectionFacts.__dataclass_fields__}
