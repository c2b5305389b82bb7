"""What the database says of the receipts that were given, asked past all of the site's own code."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.site.standing import Standing


def broken(site: Standing, receipts: Sequence[Mapping[str, Any]], arrived: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence for each promise that was not kept; empty where all were."""
    return [*_receipts(site, receipts), *_submissions(site), *_letters(site, arrived)]


def _receipts(site: Standing, receipts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    held = {
        str(public): (sha, text)
        for public, sha, text in site.rows("SELECT public_id, sha256, snapshot FROM applications_submission")
    }
    for receipt in receipts:
        sha, text = held.get(str(receipt["submission"]), ("", ""))
        if sha != receipt["sha256"]:
            yield f"the receipt {receipt['submission']} is not in the database with its hash"
        elif hashlib.sha256(text.encode()).hexdigest() != sha:
            yield f"the snapshot of {receipt['submission']} is not what its hash says"


def _submissions(site: Standing) -> Iterator[str]:
    for number, times in site.rows(
        "SELECT a.number, count(*) FROM applications_submission s JOIN applications_application a "
        "ON a.id = s.application_id GROUP BY a.number HAVING count(*) > 1"
    ):
        yield f"{number} was handed in {times} times"
    for (number,) in site.rows(
        "SELECT a.number FROM applications_submission s JOIN applications_application a ON a.id = s.application_id "
        "JOIN calls_call c ON c.id = a.call_id WHERE s.received_at > c.accepts_until"
    ):
        yield f"{number} was taken after the deadline"


def _letters(site: Standing, arrived: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    times = Counter(letter["id"] for letter in arrived)
    yield from (f"the letter {one} arrived {number} times" for one, number in times.items() if number > 1)
    states = Counter(dict(site.rows("SELECT key, state FROM outbox_parcel WHERE kind = 'mail'")).values())
    if others := states.keys() - {"done", "set_aside"}:
        yield f"letters are still {', '.join(sorted(others))}"
    if len(times) + states["set_aside"] < states.total():
        yield f"{states.total()} letters, of which {len(times)} arrived and {states['set_aside']} are listed"
    ((submissions,),) = site.rows("SELECT count(*) FROM applications_submission")
    if states.total() < submissions:
        yield f"{submissions} submissions, but {states.total()} letters"
