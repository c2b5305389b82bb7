"""Every way on which the site tells something, registered here so that the matrix walks it as everybody.

A page, a list, a file, a search, an export, a feed, an API route, a history: add ONE LINE to CHANNELS.

    "name": pages("url name")                                      an address without parts
    "name": pages("url name", lambda world: ids_of_hidden_things)  an address for each id, or tuple of ids
    "name": pages("url name", query="q=mk")                        with a query

`world` is `matrix.world.World`: its calls by phase, its applications, partners, attachments and submissions by phase
and owner. Whatever comes back is read (archives and spreadsheets unpacked) and searched for marks. Something that
pages(...) cannot do (a POST that answers with data) is a function from a logged-in client and the world to bytes.
Each channel must show at least one mark to somebody, or the matrix fails: a channel that shows nothing proves nothing.

Every address with a part in it (`<slug:…>`, `<uuid:…>`) is also listed in DETAILS, or in NO_DETAILS with its ground:

    "url name": (lambda world: ids_of_a_row_that_the_lead_of_B_may_not_see, ids_of_no_row)

so that a stranger's guess is compared with one that hits nothing: `hidden` must be hidden from lead_b.
"""

import io
import zipfile
from collections.abc import Callable, Iterable
from uuid import UUID

from django.test import Client
from django.urls import reverse

from renkei.site.policy import Phase
from tests.site.policy.matrix.world import World

Ids = tuple[object, ...]
Channel = Callable[[Client, World], bytes]
NOBODY = UUID(int=0)


def pages(name: str, ids: Callable[[World], Iterable[object]] = lambda world: [()], query: str = "") -> Channel:
    """What comes back from an address (by its name, or as it is, with {} for each id), for each of some ids."""

    def read(client: Client, world: World) -> bytes:
        parts = (each if isinstance(each, tuple) else (each,) for each in ids(world))
        return b"\n".join(_read(client, address(name, args) + (f"?{query}" if query else "")) for args in parts)

    return read


def address(name: str, ids: Ids) -> str:
    """The address of a name and its ids."""
    return name.format(*ids) if name.startswith("/") else reverse(name, args=ids)


def _read(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code < 500, address
    content = response.getvalue().replace(address.encode(), b"")  # of a stream too; a guess is told back
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return b"\n".join(archive.read(name) for name in archive.namelist())
    return content


# Enough of the world to tell scoped from unscoped on each page; that the policy itself holds in every phase is
# proved without pages.
SOME_CALLS = (Phase.PREPARING, Phase.OPEN, Phase.RESULTS)
SOME_APPLICATIONS = ((Phase.OPEN, "a"), (Phase.CLOSED, "a"), (Phase.CLOSED, "b"))


def calls(world: World) -> list[object]:
    return [world.calls[phase].slug for phase in SOME_CALLS]


def funders(world: World) -> list[object]:
    return [(slug, "Fa") for slug in calls(world)]


def applications(world: World) -> list[object]:
    return [world.applications[place].public_id for place in SOME_APPLICATIONS]


def partners(world: World) -> list[object]:
    return [(world.applications[place].public_id, world.partners[place].public_id) for place in SOME_APPLICATIONS]


def parts(world: World) -> list[object]:
    return [(*ids, "work") for ids in partners(world)]  # type: ignore[misc]


def beside(world: World) -> list[object]:
    found = (world.beside[place] for place in SOME_APPLICATIONS)
    return [(*ids, one) for ids, one in zip(parts(world), found, strict=True)]  # type: ignore[misc]


def submissions(world: World) -> list[object]:
    return [world.submissions[place].public_id for place in SOME_APPLICATIONS]


def attachments(world: World) -> list[object]:
    return [world.attachments[place].public_id for place in SOME_APPLICATIONS]


REVIEWED = (Phase.OPEN, Phase.CLOSED, Phase.RESULTS)
OF_A_REVIEW = ("standings", "show_scores", "verdicts", "import_scores", "import_folder", "drafts", "snapshots")
API_OF_A_REVIEW = tuple(
    f"/api/v1/calls/{{}}/{one}" for one in ("standings", "scores-shown", "drafts/scores", "drafts/folder", "snapshots")
)
OF_A_FUNDER = ("morning", "screening", "raises")
API_OF_A_FUNDER = tuple(f"/api/v1/calls/{{}}/funders/{{}}/{one}" for one in ("morning", "raises", "verdicts"))


def assessed(world: World) -> list[object]:
    return [world.calls[phase].slug for phase in REVIEWED]


def numbers(world: World) -> list[object]:
    return [(f"call-{phase}", f"{phase}-{owner}") for phase in REVIEWED for owner in "ab"]


def firsts(world: World) -> list[object]:
    return [(slug, 1) for slug in assessed(world)]


def funders_parts(world: World) -> list[object]:
    return [(slug, code) for slug in assessed(world) for code in ("Fa", "Fb")]


def decided(world: World) -> list[str]:
    """The calls of which a decision stands."""
    return [world.calls[phase].slug for phase in (Phase.CLOSED, Phase.RESULTS)]


def closed(world: World) -> str:
    """The call after its deadline whose scores are not shown."""
    return world.calls[Phase.CLOSED].slug


OF_A_MEETING = ("meeting", "meeting_minutes", "meeting_compare", "meeting_propose")
POSTED_TO_A_MEETING = (
    "meeting_session",
    "meeting_ask",
    "meeting_why",
    "meeting_next",
    "meeting_quorum",
    "scenario_keep",
    "seat_add",
    "seat_out",
    "minutes_line",
    "draw_name",
)
API_OF_A_MEETING = tuple(
    f"/api/v1/calls/{{}}/meeting{one}" for one in ("", "/acts", "/decisions", "/minutes", "/scenarios")
)
API_OF_A_DECISION = tuple(f"/api/v1/decisions/{{}}{one}" for one in ("", "/decision.json", "/folder.zip"))
OF_A_DECISION = ("decision", "decision_record", "decision_download")


def decisions(world: World) -> list[object]:
    """Every decision's identifier."""
    return [one["decision"] for one in world.meetings.values()]


LISTS_OF_THE_BUILDER = {
    "parts": ("call_edit", "csv"),
    "funders": ("call_funders", "xlsx"),
    "sections": ("call_sections", "csv"),
    "dates": ("call_milestones", "xlsx"),
    "criteria": ("call_deciding", "csv"),
    "rules": ("call_deciding", "xlsx"),
    "rates": ("call_money", "csv"),
    "pots": ("call_money", "xlsx"),
    "contributions": ("call_money", "csv"),
}


def a_list(page: str, name: str, kind: str, of: Callable[[World], Iterable[object]] = calls) -> Channel:
    """One of the lists of a page of some calls, as a file."""

    def read(client: Client, world: World) -> bytes:
        found = (f"{reverse(page, args=[slug])}?export={kind}&list={slug}-{name}" for slug in of(world))
        return b"\n".join(_read(client, one) for one in found)

    return read


CHANNELS: dict[str, Channel] = {
    "home": pages("home"),
    "search": pages("search", query="q=mk"),
    "trail": pages("trail"),
    "trail as a file": pages("trail", query="export=csv"),
    "appointments": pages("appointments"),
    "officers": pages("officers"),
    "officers as a file": pages("officers", query="export=csv"),
    "tokens": pages("tokens"),
    "organisations": pages("organisations"),
    "organisations as a file": pages("organisations", query="export=csv"),
    "calls": pages("calls"),
    "calls filtered": pages("calls", query="find=mk"),
    "calls as a file": pages("calls", query="export=xlsx"),
    "calls as a feed": pages("calls_feed"),
    "call": pages("call", calls),
    "call's results": pages("call_results", calls),
    "call's results as a file": pages("call_results", calls, query="export=csv"),
    "can we apply": pages("call_can_we_apply", calls, query="country=JP&size=university&amount=1&currency=JPY"),
    "call, built": pages("call_edit", calls),
    "call's text, edited": pages("call_basics", calls),
    "call's funders, edited": pages("call_funders", calls),
    "call's form, edited": pages("call_sections", calls),
    "call's section, edited": pages("call_section", lambda world: [(slug, "work") for slug in calls(world)]),
    "call's dates, edited": pages("call_milestones", calls),
    "call's rules, edited": pages("call_deciding", calls),
    "call's money, edited": pages("call_money", calls),
    "call, copied": pages("call_copy", calls),
    **{f"call's {one} as a file": a_list(page, one, kind) for one, (page, kind) in LISTS_OF_THE_BUILDER.items()},
    "desk": pages("desk"),
    "demand": pages("call_demand", calls),
    "demand as a file": pages("call_demand", calls, query="export=xlsx"),
    "API desk": pages("/api/v1/desk"),
    "API call's building": pages("/api/v1/calls/{}/building", calls),
    "API demand": pages("/api/v1/calls/{}/demand", calls),
    "API invitation": pages("/api/v1/calls/{}/invitation", lambda world: [world.calls[Phase.CLOSED].slug]),
    "invitation": pages("call_invitation", lambda world: [world.calls[Phase.CLOSED].slug]),
    "invitation's record": pages("call_invitation_record", lambda world: [world.calls[Phase.CLOSED].slug]),
    "call's funder, edited": pages("call_funder", funders),
    "call's results, edited": pages("call_edit_results", calls),
    "my applications": pages("my_applications"),
    "begin": pages("application_begin", calls),
    "application": pages("application", applications),
    "consortium": pages("consortium", applications),
    "panel": pages("panel", applications),
    "submitting": pages("submit_application", applications),
    "partner's request": pages("partner_request", partners),
    "partner's files": pages("partner_files", partners),
    "partner's section": pages("partner_section", parts),
    "partner's section's history": pages("partner_section_history", parts),
    "partner's section beside": pages("partner_section_beside", beside),
    "file": pages("attached_file", attachments),
    "receipt": pages("receipt", submissions),
    "receipt as text": pages("receipt_text", submissions),
    "receipt's snapshot": pages("receipt_snapshot", submissions),
    "submissions": pages("submissions", calls),
    "submission": pages("submission", submissions),
    "API calls": pages("/api/v1/calls"),
    "API call": pages("/api/v1/calls/{}", calls),
    "API organisations": pages("/api/v1/organisations", query="find=mk"),
    "API applications": pages("/api/v1/applications"),
    "API application": pages("/api/v1/applications/{}", applications),
    "API section": pages("/api/v1/applications/{}/partners/{}/sections/{}", parts),
    "API request": pages("/api/v1/applications/{}/partners/{}/request", partners),
    "API submissions": pages("/api/v1/applications/{}/submissions", applications),
    "API submission": pages("/api/v1/submissions/{}", submissions),
    "API snapshot": pages("/api/v1/submissions/{}/snapshot", submissions),
    "review": pages("review"),
    "review as a file": pages("review", query="export=csv"),
    **{name: pages(name, assessed) for name in OF_A_REVIEW},
    "standings as a file": pages("standings", assessed, query="export=xlsx"),
    "verdicts as a file": pages("verdicts", assessed, query="export=csv"),
    "application assessed": pages("assessed", numbers),
    "draft": pages("draft", firsts),
    "snapshot": pages("snapshot", firsts),
    **{name: pages(name, funders_parts) for name in OF_A_FUNDER},
    "screening in doubt": pages("screening", funders_parts, query="state=doubt"),
    "screening as a file": pages("screening", funders_parts, query="export=csv"),
    "meetings": pages("meetings"),
    "meetings as a file": pages("meetings", query="export=xlsx"),
    **{name: pages(name, calls) for name in OF_A_MEETING},
    "news of a meeting": pages("meeting_news", calls, query="since=0"),
    **{name: pages(name, decisions) for name in OF_A_DECISION},
    "proposal": pages("proposal", lambda world: [one["proposal"] for one in world.meetings.values()]),
    "API meetings": pages("/api/v1/meetings"),
    **{name: pages(name, calls) for name in API_OF_A_MEETING},
    **{name: pages(name, decisions) for name in API_OF_A_DECISION},
    "API proposal": pages("/api/v1/proposals/{}", lambda world: [one["proposal"] for one in world.meetings.values()]),
    "API standings": pages("/api/v1/calls/{}/standings", assessed),
    "API draft": pages("/api/v1/calls/{}/drafts/{}", firsts),
    "API snapshots": pages("/api/v1/calls/{}/snapshots", assessed),
    "API snapshot's folder": pages("/api/v1/calls/{}/snapshots/{}/folder.zip", firsts),
    "API verdicts": pages("/api/v1/calls/{}/funders/{}/verdicts", funders_parts),
    "outcomes": pages("portfolio"),
    **{name: pages(name, decided) for name in ("awards", "departures", "redresses", "procedure", "report")},
    "awards as a file": pages("awards", decided, query="export=xlsx"),
    "reserve list as a file": a_list("departures", "reserve", "csv", decided),
    "drop-outs as a file": a_list("departures", "since", "xlsx", decided),
    "redress as a file": pages("redresses", decided, query="export=csv"),
    "awards confirmed": pages("confirm_awards", lambda world: [(slug, "Fa") for slug in decided(world)]),
    "our awards as a file": pages(
        "confirm_awards", lambda world: [(slug, "Fb") for slug in decided(world)], query="export=csv"
    ),
    "letters": pages("letters", decided),
    "letters as a file": pages("letters", decided, query="export=csv"),
    "letter": pages("letter", lambda world: world.letters.values()),
    "letter as a PDF": pages("letter_pdf", lambda world: world.letters.values()),
    "redress": pages("redress", lambda world: world.redress.values()),
    "outcome": pages("outcome", lambda world: [world.applications[Phase.CLOSED, owner].public_id for owner in "ab"]),
    "funders' results as a file": pages("funder_results", decided, query="export=csv"),
    "what follows": pages("after", decided),
    "letters previewed": pages("preview_letters", decided),
    "results previewed": pages("publish_decided", decided),
    "API awards": pages("/api/v1/calls/{}/awards", decided),
    "API letters": pages("/api/v1/calls/{}/letters", decided),
    "API letter": pages("/api/v1/letters/{}", lambda world: world.letters.values()),
    "API letter as a PDF": pages("/api/v1/letters/{}/letter.pdf", lambda world: world.letters.values()),
    "API letters previewed": pages("/api/v1/calls/{}/letters/preview", decided),
    "API departures": pages("/api/v1/calls/{}/departures", decided),
    "API contacts": pages("/api/v1/calls/{}/contacts", decided),
    "API redress of a call": pages("/api/v1/calls/{}/redress", decided),
    "API redress": pages("/api/v1/redress/{}", lambda world: world.redress.values()),
    "API funders' results": pages("/api/v1/calls/{}/results/funders", decided),
}


def _preparing(world: World) -> Ids:
    return (world.calls[Phase.PREPARING].slug,)


def _milestone(world: World) -> Ids:
    return (*_preparing(world), world.milestones[Phase.PREPARING])


def _application(world: World) -> Ids:
    return (world.applications[Phase.OPEN, "a"].public_id,)


def _partner(world: World) -> Ids:
    return (*_application(world), world.partners[Phase.OPEN, "a"].public_id)


def _submission(world: World) -> Ids:
    return (world.submissions[Phase.CLOSED, "a"].public_id,)


DETAILS: dict[str, tuple[Callable[[World], Ids], Ids]] = {
    **{
        name: (lambda world: (closed(world),), ("no-such-call",))
        for name in (*OF_A_MEETING, *POSTED_TO_A_MEETING, *API_OF_A_MEETING, "meeting_news", "meeting_prepare")
    },
    **{
        name: (lambda world: (decisions(world)[-1],), (NOBODY,))
        for name in (*OF_A_DECISION, *API_OF_A_DECISION, "decision_consent", "decision_again")
    },
    **dict.fromkeys(
        ("proposal", "/api/v1/proposals/{}"),
        (lambda world: (world.meetings[Phase.RESULTS]["proposal"],), (NOBODY,)),
    ),
    **{
        name: (lambda world: (closed(world), world.meetings[Phase.CLOSED]["scenario"]), ("no-such-call", NOBODY))
        for name in ("scenario_save", "scenario_drop", "scenario_move")
    },
    **{
        name: (lambda world: (closed(world), world.meetings[Phase.CLOSED]["seat"]), ("no-such-call", 999_999))
        for name in ("seat_presence", "seat_proxy", "seat_back", "draw_value")
    },
    **dict.fromkeys(
        (
            "call",
            "call_can_we_apply",
            "call_ask",
            "call_results",
            "call_edit",
            "call_basics",
            "call_funders",
            "call_sections",
            "call_section_new",
            "call_milestones",
            "call_deciding",
            "call_money",
            "call_copy",
            "call_demand",
            "/api/v1/calls/{}/building",
            "/api/v1/calls/{}/demand",
            "call_publish",
            "call_extend",
            "call_funder_new",
            "call_funder_register",
            "call_edit_results",
            "application_begin",
            "submissions",
            "/api/v1/calls/{}",
        ),
        (_preparing, ("no-such-call",)),
    ),
    "call_funder": (lambda world: (*_preparing(world), "Fa"), ("no-such-call", "Fa")),
    **dict.fromkeys(
        ("call_invitation", "call_invitation_record", "/api/v1/calls/{}/invitation"),
        (lambda world: (world.calls[Phase.CLOSED].slug,), ("no-such-call",)),
    ),
    "call_section": (lambda world: (*_preparing(world), "work"), ("no-such-call", "work")),
    "call_section_order": (lambda world: (*_preparing(world), "work"), ("no-such-call", "work")),
    "call_milestone": (_milestone, ("no-such-call", 1)),
    "call_milestone_remove": (_milestone, ("no-such-call", 1)),
    "call_funder_take_out": (lambda world: (*_preparing(world), "Fa"), ("no-such-call", "Fa")),
    "call_answer": (lambda world: (*_preparing(world), world.questions[Phase.PREPARING]), ("no-such-call", 1)),
    **dict.fromkeys(
        (
            "application",
            "panel",
            "rename_application",
            "consortium",
            "submit_application",
            "withdraw_application",
            "/api/v1/applications/{}",
            "/api/v1/applications/{}/submissions",
        ),
        (_application, (NOBODY,)),
    ),
    "/api/v1/calls/{}/can-we-apply": (_preparing, ("no-such-call",)),
    "/api/v1/applications/{}/sections/{}": (lambda world: (*_application(world), "work"), (NOBODY, "work")),
    "/api/v1/applications/{}/partners/{}/sections/{}": (
        lambda world: (*_partner(world), "work"),
        (NOBODY, NOBODY, "work"),
    ),
    "section": (lambda world: (*_application(world), "work"), (NOBODY, "work")),
    "section_history": (lambda world: (*_application(world), "work"), (NOBODY, "work")),
    "section_beside": (lambda world: (*_application(world), "work", 1), (NOBODY, "work", 1)),
    "partner_request": (_partner, (NOBODY, NOBODY)),
    "partner_files": (_partner, (NOBODY, NOBODY)),
    "sign_off_part": (_partner, (NOBODY, NOBODY)),
    "partner_section": (lambda world: (*_partner(world), "work"), (NOBODY, NOBODY, "work")),
    "partner_section_history": (lambda world: (*_partner(world), "work"), (NOBODY, NOBODY, "work")),
    "partner_section_beside": (lambda world: (*_partner(world), "work", 1), (NOBODY, NOBODY, "work", 1)),
    "/api/v1/applications/{}/partners/{}/request": (_partner, (NOBODY, NOBODY)),
    "attached_file": (lambda world: (world.attachments[Phase.CLOSED, "a"].public_id,), (NOBODY,)),
    **dict.fromkeys(
        (
            "receipt",
            "receipt_text",
            "receipt_snapshot",
            "submission",
            "/api/v1/submissions/{}",
            "/api/v1/submissions/{}/snapshot",
        ),
        (_submission, (NOBODY,)),
    ),
    "revoke_token": (lambda world: (world.tokens["lead_a"],), (2**31 - 1,)),
    "officer_end": (lambda world: (world.officer,), (2**31 - 1,)),
    "end_appointment": (lambda world: (world.appointments["observer"],), (2**31 - 1,)),
    "outbox_settle": (lambda world: (world.parcels[0],), (2**31 - 1,)),
    **{name: (lambda world: (closed(world),), ("no-such-call",)) for name in (*OF_A_REVIEW, *API_OF_A_REVIEW)},
    **{
        name: (lambda world: (closed(world), 1), ("no-such-call", 1))
        for name in (
            "draft",
            "snapshot",
            "/api/v1/calls/{}/drafts/{}",
            "/api/v1/calls/{}/drafts/{}/taken",
            "/api/v1/calls/{}/drafts/{}/left",
            "/api/v1/calls/{}/snapshots/{}/folder.zip",
        )
    },
    **{
        name: (lambda world: (closed(world), "closed-a"), ("no-such-call", "closed-a"))
        for name in ("assessed", "/api/v1/calls/{}/standings/{}")
    },
    **{
        name: (lambda world: (closed(world), "Fa"), ("no-such-call", "Fa"))
        for name in (
            *OF_A_FUNDER,
            *(f"/api/v1/calls/{{}}/funders/{{}}/{one}" for one in ("morning", "raises", "verdicts")),
        )
    },
    **dict.fromkeys(
        (
            "after",
            "awards",
            "letters",
            "preview_letters",
            "departures",
            "redresses",
            "publish_decided",
            "procedure",
            "report",
            "/api/v1/calls/{}/drop-outs",
            "/api/v1/calls/{}/letters/preview",
        ),
        (lambda world: (closed(world),), ("no-such-call",)),
    ),
    **dict.fromkeys(
        (
            "funder_results",
            *(
                f"/api/v1/calls/{{}}/{one}"
                for one in (
                    "awards",
                    "awards/figures",
                    "contacts",
                    "departures",
                    "letters",
                    "redress",
                    "results",
                    "results/funders",
                )
            ),
        ),
        (_preparing, ("no-such-call",)),
    ),
    **dict.fromkeys(
        ("confirm_awards", "/api/v1/calls/{}/funders/{}/awards"),
        (lambda world: (closed(world), "Fa"), ("no-such-call", "Fa")),
    ),
    "consortium_after": (lambda world: (closed(world), "closed-a"), ("no-such-call", "closed-a")),
    **dict.fromkeys(
        ("partner_after", "contacts"),
        (lambda world: (closed(world), "closed-a", 1), ("no-such-call", "closed-a", 1)),
    ),
    **dict.fromkeys(
        ("letter", "letter_pdf", "/api/v1/letters/{}", "/api/v1/letters/{}/letter.pdf"),
        (lambda world: (world.letters[Phase.CLOSED],), (NOBODY,)),
    ),
    **dict.fromkeys(
        ("redress", "/api/v1/redress/{}", "/api/v1/redress/{}/answer"),
        (lambda world: (world.redress[Phase.CLOSED],), (NOBODY,)),
    ),
    **dict.fromkeys(
        ("outcome", "/api/v1/applications/{}/redress"),
        (lambda world: (world.applications[Phase.CLOSED, "a"].public_id,), (NOBODY,)),
    ),
}

NO_DETAILS: dict[str, str] = {
    "contact": "opened by the secret in its link, which nobody guesses",
    "organisation": "every organisation is public",
    "invitation": "opened by the secret in its link, which nobody guesses",
}
