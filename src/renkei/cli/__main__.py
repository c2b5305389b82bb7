"""The command `renkei`, also as `python -m renkei.cli`."""

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 130  # as shells say it: 128 and the signal's number


def main() -> None:
    """Run the command line; an interrupt before there is anything to keep ends it with 130 and a word."""
    sys.unraisablehook = raised_again
    try:
        from renkei.cli.app import app  # loading takes a moment, in which Ctrl-C should be as quiet

        app(prog_name="renkei")
    except SystemExit as ended:
        if ended.code == INTERRUPTED:  # by the verb, or by what reads its words before it begins
            _leave()
        raise
    except (KeyboardInterrupt, Exception) as error:
        if not interrupted(error):
            raise
        _leave()


def interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt is behind an error: one that comes while modules load is wrapped in others."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def raised_again(lost: "UnraisableHookArgs") -> None:
    """Raise once more, a moment later, an interrupt that fell where a compiler calls back and no error can pass."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    later = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
    later.daemon = True
    later.start()


def _leave() -> NoReturn:
    print("interrupted; no file was left half written", file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
