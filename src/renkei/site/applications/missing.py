"""What an application still lacks, in one list."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from renkei.site.applications.models import Partner
from renkei.site.applications.part import Whole
from renkei.site.applications.refusal import Remark


def missing(whole: Whole) -> tuple[Remark, ...]:
    """All that must be mended before the whole can be handed in; `place` is "common", or a partner's public id.

    The lead's own part needs no word beside the submission itself.
    """
    return (*_texts(whole, None), *(remark for one in whole.partners for remark in _part(whole, one)))


def lacking(whole: Whole, partner: Partner) -> tuple[Remark, ...]:
    """What a partner must mend before it signs its part off."""
    common = _texts(whole, None) if partner.role == "lead" else ()
    return (*common, *_unfinished(whole, partner))


def _part(whole: Whole, partner: Partner) -> Iterator[Remark]:
    yield from _unfinished(whole, partner)
    if partner.role != "lead" and not whole.is_signed(partner):
        yield _remark(partner, _("%(partner)s has not signed off its part as it stands now."))


def _unfinished(whole: Whole, partner: Partner) -> Iterator[Remark]:
    yield from _texts(whole, partner)
    row = whole.requests[partner.pk]
    if row.participation is None:
        if not row.self_funded:
            yield _remark(partner, _("%(partner)s asks no funder, and does not say that it pays for itself."))
        return
    if row.amount is None:
        yield _remark(partner, _("%(partner)s does not say how much it asks."))
    if row.total_cost is None:
        yield _remark(partner, _("%(partner)s does not say what its part costs."))
    if row.participation.national_number and not row.national_number:
        yield _remark(
            partner, _("%(partner)s lacks the number that its funder %(funder)s gives."), _funder(whole, partner)
        )


def _texts(whole: Whole, partner: Partner | None) -> Iterator[Remark]:
    for section in whole.sections_of(partner):
        found = whole.texts.get((partner.pk if partner else None, section.pk))
        length = len(found.text) if found else 0
        named = {"section": section.title, "over": length - section.most_signs, "most": section.most_signs}
        if section.required and not (found and found.text.strip()):
            yield _in_section(partner, _("“%(section)s” is empty."), _("%(partner)s: “%(section)s” is empty."), named)
        if length > section.most_signs:
            yield _in_section(
                partner,
                _("“%(section)s” is %(over)d signs over its %(most)d."),
                _("%(partner)s: “%(section)s” is %(over)d signs over its %(most)d."),
                named,
            )


def _in_section(partner: Partner | None, common: object, own: object, named: dict[str, object]) -> Remark:
    return Remark("common", common % named) if partner is None else _remark(partner, own, named)  # type: ignore[operator]


def _funder(whole: Whole, partner: Partner) -> dict[str, object]:
    asked = whole.requests[partner.pk].participation
    return {"funder": asked.funder.name if asked else ""}


def _remark(partner: Partner, sentence: object, named: dict[str, object] | None = None) -> Remark:
    return Remark(
        str(partner.public_id),
        sentence % {"partner": partner.organisation.name, **(named or {})},  # type: ignore[operator]
    )
