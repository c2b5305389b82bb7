"""A funder's next raise: the smallest of its own after which more applications are funded."""

from renkei.engines.selection.chosen import Part
from renkei.engines.selection.reasons import names
from renkei.engines.selection.result import NextRaise
from renkei.engines.selection.rule import OutOfReachError, Rule


def next_raise(rule: Rule, funder: int, funded: Part, tries: int) -> NextRaise:
    """Follow the raises at which the result changes, until the number funded is larger however the lot falls.

    After `tries` changes the answer is `open`: at least that much is needed.
    """
    call, capacity, raised = rule.call, rule.call.capacity.tolist(), 0
    try:
        for _ in range(tries):
            extra = rule.next_change(funder, capacity)
            if extra is None:
                return NextRaise("none")
            raised += extra
            capacity[funder] += extra
            result = rule.rerun(capacity)
            if result is not None and result.least > len(funded):
                return NextRaise(
                    "exact",
                    raised,
                    enters=names(call, result.always - funded),
                    leaves=names(call, funded - result.sometimes),
                    tied=names(call, result.tied),
                    at_least=raised,
                )
    except OutOfReachError:
        pass
    return NextRaise("open", at_least=raised + 1)
