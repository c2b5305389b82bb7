"""The engine at hand: a call prepared once in this process for the questions of its meeting.

It is made again when something changed that its folder is made of; the trail tells, which every change ends in.
"""

import os
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from renkei.defects import DefectsFound
from renkei.engines.selection import NextRaise, Reason, SelectionError, SelectionOptions, options_from
from renkei.engines.selection.what_if import Change, Meeting, WhatIf
from renkei.programme import Folder
from renkei.site.applications.models import Application
from renkei.site.audit.models import Event
from renkei.site.calls.models import Call
from renkei.site.decisions.models import Draw
from renkei.site.policy import unscoped
from renkei.site.review.folder import files_of, folder_of
from renkei.site.ui import reader

GROUND = "the call of a meeting, whose page the policy was asked for"
MADE_OF = (  # what a change of makes another folder; drafts and other calls only cost a look
    "calls.Call",
    "calls.Participation",
    "applications.Application",
    "applications.Submission",
    "review.Standing",
    "review.CriterionScore",
    "review.FunderVerdict",
    "decisions.Decision",
    "portfolio.Departure",
)
MOST = 4  # calls held by one process
ANSWERS = 64  # next raises and rows remembered of one call
Stamp = tuple[int, str]


class NotReady(Exception):
    """The call cannot be decided yet: `sentences` say what is missing, in the reader's language."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass
class Held:
    """A call with its engine; `lock` is held while the engine is asked, which remembers what it found."""

    call: int
    stamp: Stamp
    folder: Folder
    sha256: str
    options: SelectionOptions
    engine: Meeting
    acronyms: Mapping[str, str]
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    shown: "OrderedDict[str, Mapping[str, str]]" = field(default_factory=OrderedDict, repr=False)

    def ask(self, change: Change, seconds: float = 0.0) -> WhatIf:
        """The best answer that is known, or found within some seconds; SelectionError for what the rule cannot do."""
        with self.lock:
            end = time.monotonic() + seconds
            answers = self.engine.ask(change, lambda: end - time.monotonic())
            found = next(answers)
            return (deque(answers, maxlen=1) or [found])[0] if seconds else found

    def reason(self, change: Change, application: str) -> Reason:
        """Why an application has its outcome under a change."""
        with self.lock:
            return self.engine.reason(change, application)

    def next_raise(self, change: Change, funder: str) -> NextRaise:
        """A funder's next raise under a change."""
        with self.lock:
            return self.engine.next_raise(change, funder)

    def remember(self, digest: str, rows: Mapping[str, str]) -> None:
        """Keep which rows a page shows, so that the next answer sends only those that differ."""
        self.shown[digest] = rows
        while len(self.shown) > ANSWERS:
            self.shown.popitem(last=False)


_held: "OrderedDict[int, Held]" = OrderedDict()
_making: dict[int, threading.Lock] = {}
_shelf = threading.Lock()


def at_hand(call: Call) -> Held:
    """The call, ready to be asked about; NotReady, in words, where it cannot be decided as it stands."""
    with _shelf:
        making = _making.setdefault(call.pk, threading.Lock())
    with making:
        held, stamp = _held.get(call.pk), _stamp(call)
        if held is None or held.stamp != stamp:
            held = _made(call, stamp, held)
        with _shelf:
            _held[call.pk] = held
            _held.move_to_end(call.pk)
            while len(_held) > MOST:
                _held.popitem(last=False)
    return held


def forget() -> None:
    """Hold nothing any more: for tests, whose databases forget their trail."""
    with _shelf:
        _held.clear()


def _stamp(call: Call) -> Stamp:
    """The last event that can have changed the call's folder, and the value of the last draw."""
    last = unscoped(Event, "whether a call is as it was").filter(subject__in=MADE_OF).order_by("-number")
    drawn = unscoped(Draw, GROUND).filter(meeting__call=call, drawn_at__isnull=False).order_by("-drawn_at", "-pk")
    number = last.values_list("number", flat=True).first()
    return number or 0, drawn.values_list("value", flat=True).first() or ""


def _made(call: Call, stamp: Stamp, before: Held | None) -> Held:
    fresh = unscoped(Call, GROUND).get(pk=call.pk)
    try:
        folder = folder_of(fresh, GROUND)
        digest = sha256("\0".join(f"{name}\0{text}" for name, text in files_of(folder).items()).encode()).hexdigest()
        if before is not None and (before.sha256, before.stamp[1]) == (digest, stamp[1]):
            before.stamp = stamp
            return before
        options = options_from(folder.settings, draw=stamp[1] or None, threads=os.cpu_count() or 1)
        engine = Meeting(folder.tables, options)
    except DefectsFound as found:
        raise NotReady(reader.lines(found.defects)) from None
    except SelectionError as error:
        raise NotReady(reader.refusal(error)) from None
    acronyms = unscoped(Application, GROUND).filter(call=call).values_list("number", "acronym")
    return Held(call.pk, stamp, folder, digest, options, engine, dict(acronyms))
