"""The command `renkei`, also as `python -m renkei.cli`."""

import sys


def main() -> None:
    """Run the command line; an interrupt before there is anything to keep ends it with 130 and a word."""
    try:
        from renkei.cli.app import app  # loading takes a moment, in which Ctrl-C should be as quiet

        app(prog_name="renkei")
    except (KeyboardInterrupt, Exception) as error:
        if not interrupted(error):
            raise
        print("interrupted; no file was left half written", file=sys.stderr)
        sys.exit(130)


def interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt is behind an error: one that comes while modules load is wrapped in others."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    main()
