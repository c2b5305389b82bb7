"""The public lot: anybody can redraw it from the drawn value."""

import hashlib
from collections.abc import Iterable


def lot_order(value: str, applications: Iterable[str]) -> tuple[str, ...]:
    """Applications in the order of SHA-256(value ‖ application id), hex digests ascending."""
    return tuple(sorted(applications, key=lambda one: hashlib.sha256((value + one).encode()).hexdigest()))
