"""What the virus scanner says of a file, where there is one."""

from enum import StrEnum

from django.conf import settings

from renkei.site.files import clamav


class Verdict(StrEnum):
    """What is known of a file."""

    NOT_SCANNED = "not_scanned"  # there was no scanner
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


def set_up() -> bool:
    """Whether there is a scanner."""
    return settings.CLAMAV is not None


def ask(data: bytes) -> Verdict:
    """CLEAN or INFECTED, or NOT_SCANNED where there is no scanner; ScannerAway where it does not say."""
    if settings.CLAMAV is None:
        return Verdict.NOT_SCANNED
    return Verdict.CLEAN if clamav.clean(settings.CLAMAV, data) else Verdict.INFECTED


def verdict(data: bytes) -> Verdict:
    """As `ask`, but WAITING where the scanner is away."""
    try:
        return ask(data)
    except clamav.ScannerAway:
        return Verdict.WAITING
