"""Reading how applications stand and what funders say of them, always through the policy."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.policy import Actor, NotAllowed, scoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.assessed import COLUMNS
from renkei.site.review.models import CriterionScore, FunderVerdict, Standing

NUMBERS, WORDS = ("score_error", "band", "rank"), ("field", "ground")  # columns that few calls fill
TO_SCREEN, DONE = "to_screen", "done"


def calls_to_assess(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls whose applications the actor assesses, the last deadline first."""
    return scoped(actor, Call, "assess").order_by("-closes_at", "pk")


def calls_shown(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls whose scores the actor sees without assessing them, the last deadline first."""
    shown = scoped(actor, Call).filter(pk__in=_shown(actor))
    return shown.exclude(pk__in=calls_to_assess(actor).values("pk")).order_by("-closes_at", "pk")


def call_with_standings(actor: Actor, slug: str) -> Call:
    """The call whose standings the actor assesses or is shown; NotAllowed, in one question, for any other."""
    assessed = Q(pk__in=scoped(actor, Call, "assess").values("pk"))
    found = scoped(actor, Call).filter(assessed | Q(pk__in=_shown(actor)), slug=slug).first()
    if found is None:
        raise NotAllowed("see review.Standing")
    return found


def _shown(actor: Actor) -> Any:
    return scoped(actor, Standing).order_by().values("application__call")


def stages_to_read(actor: Actor, call: Call, assesses: bool) -> list[int]:
    """The stages of a call in which the actor sees how applications stand, the last first."""
    seen = scoped(actor, Standing).filter(application__call=call).order_by().values_list("stage", flat=True).distinct()
    return sorted({*seen, *([call.stage] if assesses else [])}, reverse=True)


def my_parts(actor: Actor) -> GuardedQuerySet[Participation]:
    """The parts of funders that the actor acts for, the last deadline first."""
    return scoped(actor, Participation, "raise").select_related("call", "funder").order_by("-call__closes_at", "pk")


def standings(
    actor: Actor, call: Call, criteria: Sequence[str], stage: int | None = None
) -> GuardedQuerySet[Submission]:
    """What is handed in, each with its standing's columns as `stands_…` and its scores as `criterion_0`, …

    `stage`: another than the call's stage now.
    """
    of = {"application": OuterRef("application"), "stage": stage or call.stage}
    mine = scoped(actor, Standing).filter(**of).order_by()
    found = {f"stands_{name}": Subquery(mine.values(name)[:1]) for name in (*COLUMNS, "version")}
    scores = scoped(actor, CriterionScore).filter(**of).order_by()
    found |= {
        f"criterion_{at}": Subquery(scores.filter(criterion=name).values("score")[:1])
        for at, name in enumerate(criteria)
    }
    return handed_in(actor, call, stage).select_related("application").annotate(**found)


def unfilled(actor: Actor, call: Call, criteria: Sequence[str], stage: int) -> set[str]:
    """The columns of `standings` that calls may leave empty and no row of a stage fills, as the actor sees them."""
    rows = {"application__in": handed_in(actor, call, stage).order_by().values("application"), "stage": stage}
    mine, scores = scoped(actor, Standing).filter(**rows), scoped(actor, CriterionScore).filter(**rows)
    known = {name: Q(**{f"{name}__isnull": False}) for name in NUMBERS} | {name: ~Q(**{name: ""}) for name in WORDS}
    # named apart from the fields: an aggregate called as a field is what later ones would count
    counts = mine.order_by().aggregate(**{f"with_{name}": Count("pk", filter=is_so) for name, is_so in known.items()})
    named = set(scores.order_by().values_list("criterion", flat=True).distinct())
    empty = {f"criterion_{at}" for at, name in enumerate(criteria, 1) if name not in named}
    return empty | {name for name in known if not counts[f"with_{name}"]}


def verdict_counts(actor: Actor, rows: Iterable[Submission]) -> dict[int, dict[str, int]]:
    """Application → how many funders say each verdict of what stands in its stage; `stale` of an older snapshot."""
    standing = {one.application_id: one for one in rows}
    found: dict[int, dict[str, int]] = {key: defaultdict(int) for key in standing}
    for one in scoped(actor, FunderVerdict).filter(application__in=list(standing)):
        of = standing[one.application_id]
        if one.stage == of.stage:
            found[of.application_id][one.verdict if one.submission_sha256 == of.sha256 else "stale"] += 1
    return found


def asked_counts(rows: Iterable[Submission]) -> dict[int, int]:
    """Submission → how many funders it asks; of submissions that the actor sees."""
    asked = Submission.asked.through.objects.filter(submission__in=[one.pk for one in rows])
    return Counter(asked.values_list("submission", flat=True))


def verdicts_on(
    actor: Actor, submission: Submission
) -> list[tuple[Funder, FunderVerdict | None, FunderVerdict | None]]:
    """Each funder that a submission asks, what it says of it and what it said of the pre-proposal before, if seen."""
    asked = Submission.asked.through.objects.filter(submission=submission.pk).values("funder")
    funders = scoped(actor, Funder).filter(pk__in=asked).order_by("code")
    said = scoped(actor, FunderVerdict).filter(application=submission.application_id)
    known = {(one.participation.funder_id, one.stage): one for one in said.select_related("participation", "by")}
    of = submission.stage
    return [(funder, known.get((funder.pk, of)), known.get((funder.pk, of - 1))) for funder in funders]


def to_screen(actor: Actor, part: Participation, stage: int | None = None) -> GuardedQuerySet[Submission]:
    """What asks a funder, each with `verdict` (of the snapshot that stands), `note`, `said_version` and `stale`.

    `first_verdict` and `first_note` are what the funder said of the pre-proposal; `stage`: another than the call's now.
    """
    every = scoped(actor, FunderVerdict).filter(application=OuterRef("application"), participation=part).order_by()
    said, earlier = every.filter(stage=OuterRef("stage")), every.filter(stage__lt=OuterRef("stage"))
    standing = said.filter(submission_sha256=OuterRef("sha256"))
    rows = handed_in(actor, part.call, stage).filter(asked=part.funder_id).select_related("application")
    return rows.annotate(
        verdict=Coalesce(Subquery(standing.values("verdict")[:1]), Value("")),
        note=Coalesce(Subquery(said.values("note")[:1]), Value(""), output_field=TextField()),
        said_version=Coalesce(Subquery(said.values("version")[:1]), Value(0)),
        stale=Exists(said.exclude(submission_sha256=OuterRef("sha256"))),
        first_verdict=Coalesce(Subquery(earlier.values("verdict")[:1]), Value("")),
        first_note=Coalesce(Subquery(earlier.values("note")[:1]), Value(""), output_field=TextField()),
    )


STATES: Mapping[str, Q] = {
    TO_SCREEN: Q(verdict=""),
    FunderVerdict.Verdict.DOUBT: Q(verdict=FunderVerdict.Verdict.DOUBT),
    DONE: Q(verdict__in=[FunderVerdict.Verdict.YES, FunderVerdict.Verdict.NO]),
}


def state_counts(rows: GuardedQuerySet[Submission]) -> dict[str, int]:
    """How many of the rows of `to_screen` are in each state."""
    plain: Any = rows.order_by()
    found = Counter(plain.values_list("verdict", flat=True))
    kinds = FunderVerdict.Verdict
    return {
        TO_SCREEN: found[""],
        kinds.DOUBT: found[kinds.DOUBT],
        DONE: found[kinds.YES] + found[kinds.NO],
    }


def parts_to_screen(actor: Actor) -> GuardedQuerySet[Participation]:
    """The parts of funders that the actor screens now."""
    return scoped(actor, Participation, "screen").select_related("funder", "call")
