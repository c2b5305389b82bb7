"""Taking a file back: first a draft of what it would change, then line by line what somebody takes of it."""

from collections.abc import Callable, Collection, Iterable

from django.db import transaction
from django.db.models import Max

from renkei.site.applications.actions.held import person
from renkei.site.applications.refusal import Outdated, Refused, Remark
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, locked, scoped, unscoped
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.actions.raises import put_raises, raise_texts, refuse_when_adopted
from renkei.site.review.actions.standings import GROUND, put
from renkei.site.review.assessed import Assessed
from renkei.site.review.drafts import Line, lines_of
from renkei.site.review.folder import folder_of
from renkei.site.review.models import CriterionScore, Draft, Snapshot, Standing
from renkei.site.review.reading import Upload, lines_of_folder, lines_of_scores
from renkei.site.review.terms import terms_of


def draft_scores(actor: Actor, slug: str, upload: Upload) -> Draft:
    """The draft that a sheet of scores makes; DefectsFound with all that is wrong in it, and nothing is kept."""
    return _draft(actor, slug, upload, lambda call: lines_of_scores(upload, terms_of(call), stands(actor, call)))


def draft_folder(actor: Actor, slug: str, upload: Upload) -> Draft:
    """The draft that a programme folder makes, as a zip archive or a workbook; DefectsFound."""

    def read(call: Call) -> list[Line]:
        standing = folder_of(call, "a folder is compared with what stands", "merge")

        def snapshot_of(manifest: str) -> dict[str, str] | None:
            found = scoped(actor, Snapshot).filter(call=call, sha256=manifest).first()
            return None if found is None else found.files

        return lines_of_folder(upload, standing, call.tables, terms_of(call), snapshot_of)

    return _draft(actor, slug, upload, read)


def take_lines(actor: Actor, slug: str, number: int, chosen: Collection[int] | None, version: int) -> Draft:
    """The draft with the chosen lines (None: all that are open) taken, as far as what stood still stands.

    Outdated where somebody took or left lines meanwhile; Refused where a line no longer holds. A line whose
    standing changed since the draft was made becomes stale, and what stands stays.
    """
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        draft = locked(actor, "take", Draft, call=call, number=number)
        if draft.version != version:
            raise Outdated(draft.version)
        lines = lines_of(draft.lines)
        places = [at for at, one in enumerate(lines) if one.takes and one.state == "open"]
        places = [at for at in places if chosen is None or at in chosen]
        taken = _take(actor, call, [lines[at] for at in places], f"draft {number}, {draft.name}")
        for at, line in zip(places, taken, strict=True):
            lines[at] = line
        _keep(actor, draft, lines, "draft.taken")
    return draft


def leave_lines(actor: Actor, slug: str, number: int, chosen: Collection[int], version: int) -> Draft:
    """The draft with the chosen lines left as they stand."""
    with transaction.atomic():
        draft = locked(actor, "take", Draft, call__slug=slug, number=number)
        if draft.version != version:
            raise Outdated(draft.version)
        lines = lines_of(draft.lines)
        left = [one.now("left") if at in chosen and one.state == "open" else one for at, one in enumerate(lines)]
        _keep(actor, draft, left, "draft.left")
    return draft


def stands(actor: Actor, call: Call, stage: int | None = None) -> dict[str, Assessed]:
    """Number → how each application that is handed in stands, in the call's stage now or in another."""
    numbers = dict(handed_in(actor, call, stage).values_list("application_id", "application__number"))
    mine = {"application__in": numbers, "stage": stage or call.stage}
    rows = {one.application_id: one for one in scoped(actor, Standing).filter(**mine)}
    scores = _by_application(scoped(actor, CriterionScore).filter(**mine))
    return {number: Assessed.of(rows.get(key), scores.get(key, [])) for key, number in numbers.items()}


def _draft(actor: Actor, slug: str, upload: Upload, read: Callable[[Call], list[Line]]) -> Draft:
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        lines = read(call)
        last = unscoped(Draft, GROUND).filter(call=call).aggregate(last=Max("number"))["last"] or 0
        draft = Draft(call=call, number=last + 1, name=upload.name[:300], made_at=actor.at, made_by_id=person(actor))
        draft.lines = [one.kept() for one in lines]
        draft.save(force_insert=True)
        record(actor, "draft.made", draft, None, {"name": draft.name, "lines": len(lines)})
    return draft


def _keep(actor: Actor, draft: Draft, lines: list[Line], action: str) -> None:
    before = draft.lines
    if lines == lines_of(before):
        return
    draft.lines = [one.kept() for one in lines]
    draft.version += 1
    draft.save()
    changed = [one for old, one in zip(before, draft.lines, strict=True) if old["state"] != one["state"]]
    record(actor, action, draft, None, {one["key"]: one["state"] for one in changed})


def _take(actor: Actor, call: Call, lines: list[Line], ground: str) -> list[Line]:
    """The lines as they came out; Refused with all that no longer hold."""
    numbers = dict(handed_in(actor, call).values_list("application__number", "application_id"))
    mine = {"application__in": numbers.values(), "stage": call.stage}
    rows = {one.application_id: one for one in unscoped(Standing, GROUND).filter(**mine)}
    held = unscoped(CriterionScore, GROUND).filter(**mine)
    scores, terms = _by_application(held), terms_of(call)
    out: list[Line] = []
    remarks: list[Remark] = []
    for line in lines:
        if line.table == "funders":
            out.append(_take_raises(actor, call, line, ground))
            continue
        key = numbers.get(line.key, 0)
        row = rows.get(key) or Standing(application_id=key, stage=call.stage, version=0)
        before = Assessed.of(row, scores.get(key, []))
        if not key or not line.holds(before.texts()):
            out.append(line.now("stale"))
            continue
        try:
            put(actor, row, before, before.changed(line.after).settled(terms), ground)
            out.append(line.now("taken"))
        except Refused as refused:
            remarks += [Remark(f"{line.key}, {one.place}", one.sentence) for one in refused.remarks]
    if remarks:
        raise Refused(*remarks)
    return out


def _take_raises(actor: Actor, call: Call, line: Line, ground: str) -> Line:
    refuse_when_adopted(call)
    row = unscoped(Participation, GROUND).filter(call=call, funder__code=line.key).select_related("funder").first()
    if row is None or not line.holds(raise_texts(row)):
        return line.now("stale")
    put_raises(actor, row, line.after, ground)
    return line.now("taken")


def _by_application(scores: Iterable[CriterionScore]) -> dict[int, list[CriterionScore]]:
    found: dict[int, list[CriterionScore]] = {}
    for one in scores:
        found.setdefault(one.application_id, []).append(one)
    return found
