"""What an understanding says, in plain values that a test can be read against."""

from renkei.exchange.sheets import Understanding, report_text


def scores(one: Understanding) -> dict[str, str | None]:
    assert one.is_settled, report_text(one)
    return {a.application_id: None if a.score is None else f"{a.score.normalize():f}" for a in one.applications}


def statuses(one: Understanding) -> dict[str, str]:
    return {a.application_id: a.status for a in one.applications if a.status}


def asked(one: Understanding) -> dict[tuple[str, str], str]:
    """(application, funder) -> amount in major units and its currency."""
    assert one.is_settled, report_text(one)
    return {(r.application_id, r.partner_id): f"{r.amount.normalize():f} {r.currency}" for r in one.requests}


def funders(one: Understanding) -> dict[str, tuple[str | None, str, str | None, str | None, str | None]]:
    """funder -> country, currency, budget, confirmed raise, possible raise."""
    assert one.is_settled, report_text(one)

    def plain(value: object) -> str | None:
        return None if value is None else f"{value.normalize():f}"  # type: ignore[attr-defined]

    return {
        m.funder.funder_id: (
            m.funder.country,
            m.funder.currency,
            plain(m.budget),
            plain(m.confirmed_raise),
            plain(m.possible_raise),
        )
        for m in one.funders
    }


def topics(one: Understanding) -> list[str]:
    assert not one.is_settled
    return [question.topic for question in one.questions]
