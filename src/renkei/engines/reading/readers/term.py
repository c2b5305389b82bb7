"""How long an agreement is valid, and whether it is renewed."""

import re
from collections.abc import Iterator

from renkei.engines.reading.model import Span

_I = re.IGNORECASE
_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|ein(?:em|er|es|e)?|zwei"
    r"|drei|vier|fünf|zehn|un|deux|trois|quatre|cinq|dix|dos|tres|cuatro|cinco|diez|один"
    r"|дв[ау]х?|тр[иё]х?|пят[иь]|десят[иь])"
)
_UNIT = r"(?:years?|months?|Jahren?|Monaten?|ans?|années?|mois|años?|meses|anys|лет|года?|месяц\w*)"
_LENGTH = rf"(?P<term>{_COUNT}(?:\s*\(\d+\))?(?:[\s-]+additional)?[\s-]+{_UNIT})"
_VALID = re.compile(
    rf"(?:validity (?:of|period of)|valid for(?: a period of)?|remains? (?:in (?:force"
    rf"|effect)|valid|effective) for(?: a period of)?|in (?:force"
    rf"|effect) for(?: a period of)?|(?:for )?a (?:term|period) of|duration of"
    rf"|renewed (?:\w+ \w+ )?for an? (?:additional |further )?"
    rf"|extended for|annually for|for an additional|gilt für(?: die Dauer von)?"
    rf"|Laufzeit von|Dauer von|für (?:die Dauer von|zunächst)|pour une (?:durée|période) de"
    rf"|durée de|conclu pour|por un (?:período|periodo|plazo) de|vigencia (?:inicial )?de"
    rf"|duración de|vigència de"
    rf"|сроком на|на срок|в течение|действует)\s+(?:an? |initial |additional |up to )*{_LENGTH}(?!\w)",
    _I,
)
_OF_AGREEMENT = re.compile(
    r"agreement|memorand|MOU|MOC|arrangement|accord|fund|Abkommen|Vereinbarung|Vertrag"
    r"|convention|convenio|acuerdo|acord|соглашени|меморандум|договор|validity|vigencia"
    r"|vigència|Laufzeit|signed",
    _I,
)
_JA = re.compile(
    r"(?:(?:有効期間|期間)は?[^。\n]{0,30}?|(?:日|署名)から)(?P<term>\d{1,2}\s*(?:年|か月|ヶ月)間?|[一二三四五十]年間?)"
)
_RENEWAL = re.compile(
    r"(?:automatic(?:ally)? (?:renewed|renewal|extended)|(?:may|can|shall"
    r"|will) be (?:renewed|extended)[^.;\n]{0,60}|verlängert sich[^.;\n]{0,60}"
    r"|kann verlängert werden|reconduction tacite|renouvelable\w*"
    r"|(?:prorrogable|renovable|se prorrogará|podrá (?:prorrogarse|renovarse))\w*"
    r"|автоматически продлева\w+|может быть продл[её]н\w*)|自動(?:的に)?(?:更新|延長)(?:される|する)?"
    r"|更新することができる",
    _I,
)


def terms(text: str) -> Iterator[Span]:
    """The length for which the agreement is concluded ("five years")."""
    for match in _VALID.finditer(text):
        if _OF_AGREEMENT.search(text, max(0, match.start() - 160), match.end()):
            yield Span(*match.span("term"))
    for match in _JA.finditer(text):
        yield Span(*match.span("term"))


def renewals(text: str) -> Iterator[Span]:
    """What the text says of renewal."""
    for match in _RENEWAL.finditer(text):
        yield Span(*match.span())
