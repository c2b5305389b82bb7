"""What the API answers where it did not do what was asked: always the same shape."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field

LARGEST_NUMBER = 2**31 - 1


class RemarkOut(Schema):
    """One thing to change, and where it stands."""

    place: str
    sentence: str


class Problem(Schema):
    """`code` is for programs, `message` for people; the rest as far as it applies.

    Codes: invalid, unauthorized, not_found, refused, closed, outdated, conflict, too_large, failed.
    """

    code: str
    message: str
    remarks: list[RemarkOut] = Field(default_factory=list)
    version: int | None = None
    opens: datetime | None = None
    until: datetime | None = None
    arrived: datetime | None = None


def _plain(text: str) -> str:
    if any((ord(sign) < 32 and sign not in "\n\r\t") or "\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("holds a control sign")
    return text


Text = Annotated[str, AfterValidator(_plain)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_plain)]
Version = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
MAY_FAIL = frozenset({400, 401, 404, 409, 413, 422})
EVERY_PROBLEM = {MAY_FAIL: Problem}
