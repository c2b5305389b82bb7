"""What a side condition asks that cannot be decided."""

from renkei.defects import say
from renkei.engines.selection.options import SelectionError


class ConditionError(SelectionError):
    """A side condition that the rule, or the money, cannot bear: what is wrong, the remedy, and in which column.

    `column` is `forced` or `ground` of `applications` where forcing is at fault, `max_reduction` where reductions are;
    empty where the settings are.
    """

    def __init__(self, wrong: str, remedy: str, column: str = "", applications: tuple[str, ...] = ()) -> None:
        super().__init__(say("{wrong}: {remedy}", wrong=wrong, remedy=remedy))
        self.wrong, self.remedy, self.column, self.applications = wrong, remedy, column, applications
