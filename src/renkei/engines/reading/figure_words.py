"""What figures count, and how often something was held."""

import re

from renkei.engines.reading.event_words import PEOPLE

_EVENTS = (
    r"seminars|forums|fora|workshops|meetings|conferences|symposia|symposiums|sessions|exhibitions|fairs|events|visits"
    r"|lectures|courses|calls|rounds|briefings"
)
EVENTS = re.compile(
    rf"\b(?P<what>(?:(?!(?:and|of|in|the|which)\b)[a-z][\w-]+\s+){{0,2}}(?:{_EVENTS}))\b"
    rf"(?:\s+(?:\w+\s+)?(?:were|was|have been))?(?:\s+\w+)?\s*$"
)
_NOUN = (
    rf"(?:member\s+)?(?:{PEOPLE.pattern}|{_EVENTS}|compan(?:y|ies)|firms|enterprises|businesses|institutions?|institutes"
    r"|universit(?:y|ies)|organi[sz]ations?|members|countries|nations|projects?|partners|proposals?|applications?|SMEs"
    r"|regions|states|laborator(?:y|ies)|cent(?:re|er)s|clusters|patents|grants|fellowships|scholarships|publications"
    r"|agreements|memoranda|entreprises|pays|projets|membres|Unternehmen|Ländern?|Projekte?n?|Mitglieder|empresas|países"
    r"|proyectos|miembros|компани\w+|стран\w*|проект\w*|член\w*)\b"
)
WHAT = re.compile(
    rf"\s+(?P<what>(?:(?!(?:and|of|in|to|from|or)\b)[\w-]+\s+){{0,2}}?{_NOUN}(?:\s+and\s+{_NOUN})?)"
    r"|\s*(?P<ja>か国|カ国|ヶ国|[社名人件]|機関)"
)
AS_WELL = re.compile(  # "and two in Germany", "and one national"
    r"\s*,?\s*(?:and\s+)?$"
)
ELSEWHERE = re.compile(
    r"\s+(?:in\s+(?:the\s+)?(?P<place>[A-Z]\w+)|(?P<scope>(?:inter)?national|regional|local|abroad|elsewhere))"
    r"\b(?!\s+[a-z]+s\b)"
)
SCOPE_OF_THE_FIRST = re.compile(
    r"\s+(?:(?:were|was|have been)\s+)?(?:\w+ly\s+)?(?:held|organi[sz]ed|hosted)?"
    r"\s*in\s+(?:the\s+)?(?P<scope>[A-Z]\w+)\b"
)
KNOWN_ALREADY = re.compile(r"\b(?:the|these|those|both|our|its|their|all)\s+$", re.IGNORECASE)  # "the two institutions"
NOT_A_COUNT = re.compile(r"(?:\bpage|\bno\.?|\bnr\.?|\barticle|\bsection|\bphase|\bhorizon|[§#(])\s*$", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?P<least>\d[\d,]*)\s+and\s+$")
SUBJECT = re.compile(
    r"The\s+(?P<subject>[a-z]+(?:\s(?!will\b)[a-z]+)?)\s+(?:will\s+)?(?:unites?|incorporates?|comprises?d?|has|have"
    r"|includes?|supports?|involves?|covers?|consists? of|is expected to)\b"
)
HEADS = re.compile(
    r"(?:Forum|Club|Association|Federation|Council|Conference|Seminar|Symposium|Workshop|Summit|Meetings?|Initiative"
    r"|Programme?|Network|Consortium|Cluster|Foundation|Institute|Agency|Corporation|University|Fair|Congress|Center"
    r"|Centre|Society|Academy|Union|Fund|Organi[sz]ation|Dialogue|Alliance|Committee|Commission)$"
)
