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

from renkei.site.calls.models import Question
from renkei.site.policy import Phase, unscoped
from tests.site.policy.matrix.world import World

Ids = tuple[object, ...]
Channel = Callable[[Client, World], bytes]
NOBODY = UUID(int=0)


def pages(name: str, ids: Callable[[World], Iterable[object]] = lambda world: [()], query: str = "") -> Channel:
    """What comes back from an address, for each of some ids, one after the other."""

    def read(client: Client, world: World) -> bytes:
        parts = (each if isinstance(each, tuple) else (each,) for each in ids(world))
        return b"\n".join(_read(client, reverse(name, args=args) + (f"?{query}" if query else "")) for args in parts)

    return read


def _read(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code < 500, address
    content = response.getvalue()  # of a stream too
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return b"\n".join(archive.read(name) for name in archive.namelist())
    return content


def slugs(world: World) -> list[object]:
    """The words of all calls."""
    return [call.slug for call in world.calls.values()]


def question(world: World) -> int:
    """A question to the call that is still in preparation."""
    asked = unscoped(Question, "the test").filter(call=world.calls[Phase.PREPARING]).first()
    assert asked is not None
    return asked.pk


OF_A_CALL = (
    "call_can_we_apply",
    "call_ask",
    "call_results",
    "call_edit",
    "call_publish",
    "call_extend",
    "call_funder_new",
    "call_edit_results",
)

OF_A_REVIEW = (
    "standings",
    "show_scores",
    "verdicts",
    "import_scores",
    "import_folder",
    "drafts",
    "snapshots",
)
OF_A_FUNDER = ("morning", "screening", "raises")


def numbers(world: World) -> list[tuple[str, str]]:
    """Every application by its call and its number."""
    return [
        (call.slug, one.number) for (phase, _owner), one in world.applications.items() for call in [world.calls[phase]]
    ]


def firsts(world: World) -> list[tuple[str, int]]:
    """What stands first under a call's numbers."""
    return [(slug, 1) for slug in slugs(world)]


def parts(world: World) -> list[tuple[str, str]]:
    """Every funder in every call."""
    return [(slug, code) for slug in slugs(world) for code in ("Fa", "Fb")]


def closed(world: World) -> str:
    """The call after its deadline whose scores are not shown."""
    return world.calls[Phase.CLOSED].slug


CHANNELS: dict[str, Channel] = {
    "list of calls": pages("home"),
    "appointments": pages("appointments"),
    "trail": pages("trail"),
    "trail as a file": pages("trail", query="export=csv"),
    "call": pages("call", lambda world: [call.slug for call in world.calls.values()]),
    "calls": pages("calls"),
    "calls as a file": pages("calls", query="export=csv"),
    "feed of calls": pages("calls_feed"),
    "can we apply": pages("call_can_we_apply", slugs, query="country=JP&kind=sme&amount=5"),
    "results": pages("call_results", slugs),
    "results as a file": pages("call_results", slugs, query="export=xlsx"),
    "a call to be changed": pages("call_edit", slugs),
    "organisations": pages("organisations"),
    "organisations as a file": pages("organisations", query="export=xlsx"),
    "search": pages("search", query="q=mk"),
    "review": pages("review"),
    **{name: pages(name, slugs) for name in OF_A_REVIEW},
    "standings as a file": pages("standings", slugs, query="export=xlsx"),
    "verdicts as a file": pages("verdicts", slugs, query="export=csv"),
    "assessed": pages("assessed", numbers),
    "draft": pages("draft", firsts),
    "snapshot": pages("snapshot", firsts),
    **{name: pages(name, parts) for name in OF_A_FUNDER},
    "screening in doubt": pages("screening", parts, query="state=doubt"),
    "screening as a file": pages("screening", parts, query="export=csv"),
}

DETAILS: dict[str, tuple[Callable[[World], Ids], Ids]] = {
    "call": (lambda world: (world.calls[Phase.PREPARING].slug,), ("no-such-call",)),
    **{name: (lambda world: (world.calls[Phase.PREPARING].slug,), ("no-such-call",)) for name in OF_A_CALL},
    "call_funder": (lambda world: (world.calls[Phase.PREPARING].slug, "Fa"), ("no-such-call", "Fa")),
    "call_funder_take_out": (lambda world: (world.calls[Phase.PREPARING].slug, "Fa"), ("no-such-call", "Fa")),
    **{name: (lambda world: (closed(world),), ("no-such-call",)) for name in OF_A_REVIEW},
    **{name: (lambda world: (closed(world), 1), ("no-such-call", 1)) for name in ("draft", "snapshot")},
    "assessed": (lambda world: (closed(world), "closed-a"), ("no-such-call", "closed-a")),
    **{name: (lambda world: (closed(world), "Fa"), ("no-such-call", "Fa")) for name in OF_A_FUNDER},
    "call_answer": (lambda world: (world.calls[Phase.PREPARING].slug, question(world)), ("no-such-call", 999_999)),
}

NO_DETAILS: dict[str, str] = {
    "end_appointment": "takes posts only, from administrators: its own tests try everybody",
    "outbox_settle": "takes posts only, from administrators: its own tests try everybody",
    "invitation": "opened by the secret in its link, which nobody guesses",
    "receipt": "not written yet",
    "organisation": "its own test tries everybody: what is listed is seen by all, the rest by whoever entered it",
}
