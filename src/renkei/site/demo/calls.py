"""The calls of the made-up programme, one in each phase."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from renkei.site.calls import actions
from renkei.site.calls.annexes import kept_from
from renkei.site.calls.models import Call, Milestone
from renkei.site.demo import annexes
from renkei.site.demo.cast import RATES, Cast

LABEL = "(made up)"
Part = tuple[str, int]  # a funder's annex, and its budget in minor units
PARTS: dict[str, Part] = {
    "MSF": (annexes.MSF, 300_000_000),
    "PRC": (annexes.PRC, 3_000_000_00),
    "AFR": (annexes.AFR, 1_800_000_00),
    "RIF": (annexes.RIF, 2_000_000_00),
}
TEXT = """Each partner asks the funder of its country for its part; the funders decide together and pay separately.

An application is a common text and a part for each partner. The lead hands it in once every partner has signed off.

Everything about this call is made up."""


def call(cast: Cast, slug: str, title: str, summary: str, dates: tuple[datetime, datetime], **given: Any) -> Call:
    """A call in preparation with its funders, made a month before it opens."""
    zone = ZoneInfo(given.get("time_zone", "Asia/Tokyo"))
    opens, closes = _on_the_hour(dates[0], 9, zone), _on_the_hour(dates[1], 17, zone)
    by = cast.acting("secretariat", opens - timedelta(days=30))
    plain: dict[str, Any] = {
        "text": TEXT,
        "language": "en",
        "reporting_currency": "EUR",
        "time_zone": "Asia/Tokyo",
        "grace_seconds": 0,
        "rules": kept_from(annexes.OF_CALL, of_call=True),
    }
    chosen = given.pop("funders", tuple(PARTS))
    parts: Mapping[str, Part] = given.pop("parts", {code: PARTS[code] for code in chosen})
    facts = actions.CallFacts(
        slug=slug, title=title, summary=summary, opens_at=opens, closes_at=closes, **plain | given
    )
    made = actions.make_call(by, facts)
    for code, (text, budget) in parts.items():
        part = actions.FunderPart(budget, kept_from(text), national_number=code == "PRC")
        actions.set_funder(by, slug, code, part)
    currencies = dict.fromkeys(cast.funders[code].currency for code in parts)
    rates = [{"currency": one, "rate": RATES[one]} for one in currencies if one in RATES]
    actions.set_money(by, slug, {"rates": rates})
    return made


def _on_the_hour(day: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The day of a moment in a zone, at an hour of that zone."""
    return day.astimezone(zone).replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


def _name_date(made: Call, name: str, day: datetime, hour: int) -> None:
    Milestone(call=made, name=name, at=_on_the_hour(day, hour, ZoneInfo(made.time_zone))).save()


def publish(cast: Cast, made: Call) -> None:
    """The call published three weeks before it opens."""
    actions.publish(cast.acting("secretariat", made.opens_at - timedelta(days=21)), made.slug)


def preparing(cast: Cast, at: datetime) -> Call:
    """A call that only its staff see."""
    dates = at + timedelta(days=60), at + timedelta(days=130)
    summary = "Storing hydrogen safely in small ports: materials, valves and the people who use them."
    return call(cast, "hydrogen", f"Hydrogen in small ports {LABEL}", summary, dates, funders=("AFR", "RIF"))


def announced(cast: Cast, at: datetime) -> Call:
    """A call that opens in three weeks, in Japanese."""
    made = call(
        cast,
        "sensors",
        "高齢社会のためのセンサー技術 共同公募（架空）",
        "在宅での暮らしを支えるセンサーとデータ利用について、日本・カナダ・フランスの企業と大学による共同研究を募集します。",
        (at + timedelta(days=21), at + timedelta(days=90)),
        language="ja",
        funders=("MSF", "PRC", "AFR"),
        text="各機関は自国の資金配分機関に申請し、審査は共同で行います。\n\nこの公募はすべて架空のものです。",
    )
    publish(cast, made)
    Milestone(
        call=made, name="オンライン説明会", at=_on_the_hour(at + timedelta(days=28), 15, ZoneInfo("Asia/Tokyo"))
    ).save()
    return made


def open_now(cast: Cast, at: datetime) -> Call:
    """A call that is open, was extended once, and has questions."""
    made = call(
        cast,
        "batteries",
        f"Battery materials for cold seas {LABEL}",
        "Electrodes, electrolytes and cells that work at minus forty degrees. For consortia of companies, institutes "
        "and universities from Japan, Canada, France and Germany.",
        (at - timedelta(days=40), at + timedelta(days=6)),
    )
    publish(cast, made)
    Milestone(
        call=made, name="Selection meeting", at=_on_the_hour(at + timedelta(days=95), 10, ZoneInfo("Europe/Paris"))
    ).save()
    _name_date(made, "Results", at + timedelta(days=110), 16)
    by = cast.acting("secretariat", at - timedelta(days=3))
    lead, partner = cast.acting("lead", at - timedelta(days=20)), cast.acting("partner", at - timedelta(days=2))
    asked = actions.ask(lead, "batteries", "May a university lead an application?")
    actions.answer(cast.acting("secretariat", at - timedelta(days=18)), asked.pk, "Yes, in every country.")
    later = made.closes_at + timedelta(days=14)
    actions.extend(by, "batteries", later, "A public holiday in two of the four countries falls into the last week.")
    better = "Yes, except where its funder's annex names who leads: in Germany an SME, a startup or an institute leads."
    actions.answer(by, asked.pk, better)
    actions.ask(partner, "batteries", "Are travel costs to the cold paid, or only to warm places?")
    return made


def closing(cast: Cast, at: datetime) -> Call:
    """A small call with two days left."""
    made = call(
        cast,
        "microgrids",
        f"Microgrids for islands {LABEL}",
        "Small networks that keep the light on: pairs of one company and one university from Canada and Germany.",
        (at - timedelta(days=50), at + timedelta(days=2, hours=5)),
        funders=("PRC", "RIF"),
        time_zone="America/Toronto",
    )
    publish(cast, made)
    return made


def closed(cast: Cast, at: datetime) -> Call:
    """A call whose deadline passed ten days ago; it is published by who adds how it decides."""
    return call(
        cast,
        "optics",
        f"Optics for fields and forests {LABEL}",
        "Light that measures soil, leaves and water, from the bench to the tractor.",
        (at - timedelta(days=80), at - timedelta(days=10)),
    )
