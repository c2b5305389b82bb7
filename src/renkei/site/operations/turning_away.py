"""The whole answers of the door itself, to whoever is not let in: made once, and without Django or a database."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

AGAIN = 5  # seconds after which to try again


@dataclass(frozen=True)
class Answers:
    """To who waited too long, to who sent too slowly, too much, or without saying how much."""

    busy: bytes
    slow: bytes
    large: bytes
    unmeasured: bytes


def answers_in(codes: Sequence[str]) -> Answers:
    """The answers, each in all the languages of the site."""

    def page(reason: str, status: str, *more: str) -> bytes:
        told = {"reason": reason, "status": status[:3], "codes": codes}
        return answer(status, render_to_string("ui/turned_away.html", told), *more)

    return Answers(
        page("busy", "503 Service Unavailable", f"Retry-After: {AGAIN}"),
        page("slow", "408 Request Timeout"),
        page("large", "413 Content Too Large"),
        page("unmeasured", "411 Length Required"),
    )


def answer(status: str, page: str, *more: str) -> bytes:
    """A page as a whole answer, after which the connection closes."""
    body = page.encode()
    head = (
        f"HTTP/1.1 {status}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        *more,
        "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
        "Connection: close",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body
