"""How far words go on that can be names in a list: capitalised words, the small words between, short names in brackets.

English and German names are written with capitals, so a small word ends them. French, Spanish and Russian names go on
in small letters; a verb ends them.
"""

import re

from renkei.engines.reading.agreement_words import is_head
from renkei.engines.reading.countries import countries

SMALL = (
    r"dem|den|of|for|and|&|the|in|on|at|de|do|da|dos|das|del|della|la|le|les|l|d|à|a|e|y|i"
    r"|et|du|des|pour|sur|en|für|und|der|die"
    r"|zur|zum|van|von|per|për|dhe|para|el|los|las|и|по|в|о|на|при|c|с"
)
CAPITAL = (
    r"(?:[A-ZÀ-ÞŠŽČА-ЯЁ][\w·/.&+]*(?:['’][\w.]+)*(?:-\s?[\w&]+)*|[a-zа-яё]?[A-Z][\w&+-]*[A-Z][\w&+-]*"
    r"|\d+(?!st|nd|rd|th)[a-z]{2,4}(?!\w))"
)
PLAIN_WORD = re.compile(
    r"state|national|federal|public|investment|funding|research|innovation|development"
    r"|agency|company|nationale?s?|nacional(?:es)?"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<bracket>\([^()\n]{{1,80}}\))|(?P<conjunction>(?:AND|UND|ET|Y|E|И)(?!\w))"
    rf"|(?P<elided>[lLdD]['’](?=\w))|(?P<capital>{CAPITAL})"
    rf"|(?P<mark>[,;&/]|[\"“”«»„]|–\s(?=[A-Z])|-\s(?=[A-Z]{{2}}|[A-ZÀ-Þ]\w+(?:,|\s*$|\s+Vers)))"
    rf"|(?P<small>(?:{SMALL}|as well as|sowie|ainsi que|así como|а также|with)(?!\w))"
    rf"|(?P<other>[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s)?))"
)
_STOPS = frozenset(
    """
    on in to at sur en sobre para pour im über zur zum в о на по for für
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)
_ALWAYS = frozenset(
    """
    relating concerning regarding signed between zwischen hereinafter entre между
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)
_ENGLISH_WORD = re.compile(r"state|national|federal|public|investment|funding|research|innovation|development")
_OPENS = re.compile(
    r"(?:institutes?|ministry|cent(?:er|re)s?|corporation|foundation|council|agency"
    r"|organi[sz]ation|programme|program|office|bank|fund"
    r"|society|association|laboratory|academy|college|presidency|\w*institut|\w*zentrum|\w*amt"
    r"|\w*agentur|\w*schule|\w*stiftung"
    r"|bundesministerium|ministerium|department|министерств\w+"
    r"|комитет\w*|агентств\w+|служб\w+|институт\w*)$",
    re.IGNORECASE,
)
_ROMANCE = re.compile(
    r"(?:groupe|minist[eè]res?|direction|agence|centre|conseil|institut|université|fondation"
    r"|office|banque|académie|école|société|commissariat"
    r"|secrétariat|ministerio|consejo|agencia|instituto|universidad|centro|secretaría"
    r"|comisión|fundación|academia|consell|ministério"
    r"|fundação|banka|corporación|banco)\s+(?:de|du|des|d['’]|del|do|da|nationale?"
    r"|nacional|fédérale?|federal|supérieur|superior|publique|público|pública|privé\w*"
    r"|europ\w+"
    r"|français\w*|tunisien\w*|[a-zà-ÿ-]+(?:ien|ienne|ais|aise|ano|ana|ense|ol|ola)\b)",
    re.IGNORECASE,
)
_ROMANCE_VERB = re.compile(
    r"a|ont|est|sont|était|prévoi\w+|porte|vise\w*|vont|van|va|sign\w+|conclu\w*|firm\w+"
    r"|suscri\w+|acuerd\w+|acord\w+|han|ha|son|es|fue|fueron|que"
    r"|qui|où|dont|afin|ayant|représenté\w*|representad\w*|quien|se|établi\w*|lanc\w+"
    r"|souhait\w+|convien\w+|conven\w+|établissent|anunci\w+|annonc\w+"
)
_AWAY = re.compile(
    r"(?:en\s+(?:matière|materia|vue|el|la|los|las|este|ce|cette|adelante)|(?:para"
    r"|pour)\s+(?:[a-zà-ÿ]+(?:ar|er|ir|re)|un[ea]?)(?!\w)|sur|sobre)"
)
_RUSSIAN_VERB = re.compile(
    r"(?:подпис|заключ|котор|договор|сообщ|соглаш|меморан|намерен|именуем|объяв|состоял"
    r"|направлен)\w*|об|о|от|до|в|во|был[аои]?|будут|будет|стал[аои]?|является|путем"
)
_SEAT = re.compile(
    r"in\s+(?:the\s+)?[A-ZÀ-Þ]\w+(?:\s\([^()\n]{2,20}\))?\s+(?:und|and|et|y)\s"
)  # "in Halle (Saale) und"
_YEAR = re.compile(r"(?:19|20)\d\d")
_FURNITURE = re.compile(
    r"\s*(?:Versão em|Versión en|Version fran|English version|Deutsche Version|Русская версия|Print|Share|PDF)"
)


def stretch(text: str, start: int, limit: int) -> int:
    """How far from `start` words go on that can be names in a list."""
    end = at = start
    last, bracket, romance = "", -1, False
    while token := _TOKEN.match(text, at, limit):
        kind = token.lastgroup or ""
        word = token[kind]
        ends_romance = kind == "bracket" or word.lower() in ("and", "und", "&", "with")
        romance = (romance and not ends_romance) or bool(_ROMANCE.match(text, token.start(kind)))
        if _ends(text, token, kind, last, romance=romance) or (kind in ("capital", "other") and bracket == at):
            break
        if kind == "capital" and _FURNITURE.match(text, at):
            break
        at = token.end()
        bracket = at if kind == "bracket" else bracket
        if kind in ("bracket", "capital", "other"):
            end, last = (end if _ENGLISH_WORD.fullmatch(word) and not romance else at), word
    return end


def _ends(text: str, token: re.Match[str], kind: str, last: str, *, romance: bool) -> bool:
    """Whether the names end before a word."""
    word = token[kind].lower()
    if "\n\n" in token[0] or word in _ALWAYS or (kind == "bracket" and _YEAR.search(word)):
        return True
    if romance and kind in ("small", "other"):
        return bool(_AWAY.match(text, token.start(kind)) or (kind == "other" and _ROMANCE_VERB.fullmatch(word)))
    if word == "in" and _SEAT.match(text, token.start(kind)):
        return False
    if word in _STOPS and not _OPENS.search(last):
        return True
    return kind == "other" and not _goes_on(text, token)


def _goes_on(text: str, token: re.Match[str]) -> bool:
    """Whether a word in small letters belongs to a name: a nation's adjective, a Russian word, a head."""
    word = re.sub(r"['’]s$", "", token["other"])
    if re.match(r"[а-яё]", word):
        return not _RUSSIAN_VERB.fullmatch(word)
    return bool(is_head(word) or PLAIN_WORD.fullmatch(word)) or any(
        found.span.start <= token.start("other") for found in countries(text, token.start("other"), token.end())
    )
