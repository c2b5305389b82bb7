"""Building verdicts: pass or fail where the facts decide, doubt where an unknown one could."""

from dataclasses import dataclass

from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Figure, Remedy, Verdict


@dataclass(frozen=True)
class Asked:
    """One rule of one annex, about a partner or (without one) about the whole."""

    part: Part
    rule: str
    partner: Partner | None = None
    item: str = ""

    def holds(self, figure: Figure | None, limit: Figure) -> Verdict:
        """The rule is met."""
        return self._made("pass", figure, limit)

    def fails(self, figure: Figure | None, limit: Figure, remedy: Remedy) -> Verdict:
        """The rule is not met, whatever is unknown."""
        return self._made("fail", figure, limit, remedy)

    def doubts(self, unknown: tuple[str, ...], limit: Figure, figure: Figure | None = None) -> Verdict:
        """An unknown fact could change the verdict."""
        return self._made("doubt", figure, limit, Remedy("state"), unknown)

    def _made(
        self,
        said: str,
        figure: Figure | None,
        limit: Figure,
        remedy: Remedy | None = None,
        unknown: tuple[str, ...] = (),
    ) -> Verdict:
        partner = self.partner.partner_id if self.partner else ""
        return Verdict(self.part.scope, self.rule, said, partner, self.item, figure, limit, remedy, unknown)  # type: ignore[arg-type]
