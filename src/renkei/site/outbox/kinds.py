"""What is done with parcels of each kind: an app says so in its module `parcels`, read when the site starts."""

from collections.abc import Callable

from renkei.site.outbox.lease import Lease

Handler = Callable[[Lease], None]
_HANDLERS: dict[str, Handler] = {}


class Hopeless(Exception):
    """What a handler raises where trying again cannot help; its words are for the administrator."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """The decorated function is what is done with parcels of a kind.

    It may be run again after a worker was killed, so it either changes only this database, in one transaction that
    ends with `lease.done()`, or calls `lease.handing_over()` right before what cannot be taken back.
    """

    def keep(handler: Handler) -> Handler:
        if _HANDLERS.setdefault(kind, handler) is not handler:
            raise RuntimeError(f"two handlers for parcels of the kind {kind}")
        return handler

    return keep


def handler_of(kind: str) -> Handler:
    """The handler of a kind; Hopeless where no app has one."""
    try:
        return _HANDLERS[kind]
    except KeyError:
        raise Hopeless(f"no part of this site handles parcels of the kind {kind!r}") from None
