"""What a date in an agreement, a call or news of them says: signed, published, opens, closes, begins, ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.engines.reading.dates import dates, years
from renkei.engines.reading.legible import told, without_dateline
from renkei.engines.reading.model import Found, Span
from renkei.engines.reading.agreement_words import DONE, EARLIER, INSTRUMENT, SIGNED

_I = re.IGNORECASE
_CLOSES = re.compile(
    r"(?<!\w)(?:deadlines?|clos(?:es|ing|e)(?: date)?|due(?: date)?|no later than|submission by|(?:submit\w*|sent|received)[^.;]{0,90} by|apply (?:by|until)|open until|Stichtag|Frist|Einreichungsfrist|Einreichung bis"
    r"|bis (?:zum|spätestens)|spätestens|Bewerbungsschluss|date limite|clôture|jusqu['’]au|au plus tard|avant le|plazo|fecha límite|hasta el|finaliza|expira|cierre"
    r"|termini|крайний срок|до|не позднее|срок подачи|(?:Expression of Interest|Full Application)[\w\s]{0,20})(?!\w)|締切|締め切り|期限|まで",
    _I,
)
_OPENS = re.compile(
    r"(?<!\w)(?:opens?(?:ing)?(?: date)?|launch(?:ed|es)?(?: date)?|start of submission|will issue|will be (?:issued|published|launched|opened)|ab dem|Beginn der Einreichung|ouvert(?:ure|e)?|à partir du|lancement"
    r"|apertura|abierto|abre|se abrirá|obertura|открыт\w*|начало при[её]ма|объявлен\w*)(?!\w)|公募開始|募集開始|から受付",
    _I,
)
_BEGINS = re.compile(
    r"(?<!\w)(?:from|(?:established|running|operating|in force|existed|active) since|starts?(?: by| on)?|effective(?: from| as of)?|enter(?:s|ed) into force(?: on)?|in force (?:from|since|as of)|beginning|valid from|commenc\w+|seit|ab|in Kraft|depuis|à compter du|desde|a partir de|с)\s*(?:on |the |dem |le |el )?$",
    _I,
)
_ENDS = re.compile(
    r"(?<!\w)(?:until|till|through|ends?(?: by| on)?|expir\w+(?: on)?|valid (?:until|through|to)|up to|bis|jusqu['’](?:en|au)|hasta(?: el)?|до|по)\s*(?:the |zum |Ende )?$",
    _I,
)
_LAW = re.compile(
    r"(?<!\w)(?:Law|Act|Decree|Gazette|Decision|Regulation|founded|established|instituted|Statute|R\.S\.C\.|Gesetz|gegründet|loi|décret|ley|decreto|закон\w*|основан\w*|incorporated|charter|born)(?!\w)|法律|設立|創立"
)
_ISSUED = re.compile(
    r"(?<!\w)(?:date|posted|published|updated|issued|press release|news|veröffentlicht|Bundesanzeiger|vom|publié|publicado|опубликовано)\s*:?\s*(?:on |am |le |el |vom )?\(?$",
    _I,
)
_SIGNED_JA = re.compile(r"署名|調印|締結|取り交わ")
_IN_YEAR = re.compile(r"(?<!\w)(?:in|en|im|im Jahr|im Jahre|in the year|of|von|de|du|al|v|в|from|dated|since|until|from)\s+$", _I)
_JA_DAY = re.compile(r"[年月日]")
_MEETING = re.compile(
    r"(?<!\w)(?:visit\w*|meeting|summit|forum|conference|workshop|consultation\w*|anniversary|born|took place|held)(?!\w)|訪問|訪日|会談|協議|会合",
    _I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A date with what is said of it; `earlier` where it is that of an agreement referred to."""

    found: Found
    kind: str
    earlier: bool = False


def said_dates(text: str) -> Iterator[Said]:
    """Every date between two places whose kind the text tells; the others are left out."""
    known: set[str] = set()
    for number, sentence in enumerate(told(text)):
        whole = list(dates(text, sentence.start, sentence.end))
        alone = [
            one
            for one in years(text, sentence.start, sentence.end)
            if not any(one.span.meets(day.span) for day in whole)
        ]
        for found in sorted([*whole, *alone], key=lambda one: one.span):
            said = _said(text, sentence, found, number, bare=found in alone)
            if said:
                yield said
                known.add(said.kind)


def _said(text: str, sentence: Span, found: Found, number: int, *, bare: bool) -> Said | None:
    before = text[max(sentence.start, found.span.start - 160) : found.span.start]
    after = text[found.span.end : min(sentence.end, found.span.end + 120)]
    clause = re.split(r"[;,:](?=\s)|\n", before)[-1]
    line = text[text.rfind("\n", 0, found.span.start) + 1 : found.span.start].strip()
    if line.lower() == "date" or found.span.end <= without_dateline(text, sentence).start:
        return Said(found, "published")
    if _LAW.search(before[-60:]) and not before.rstrip().endswith("since") and not SIGNED.search(before[-25:]):
        return None
    if window := _window(text, sentence, found):
        return Said(found, window)
    if (kind := _heading(text, sentence, found)) and not bare:
        return Said(found, kind)
    if (
        not bare
        and not found.value.startswith("FY")
        and _dateline(text, sentence, found, number)
        and sentence.start == text.rfind("\n", 0, found.span.start) + 1
    ):
        return Said(found, "published")
    for cue, kind in ((_ENDS, "ends"), (_BEGINS, "begins")):
        if cue.search(before) and not _CLOSES.search(_headline(text, sentence)):
            if kind == "ends" and _closing(text, sentence, found):
                return Said(found, "closes")
            return Said(found, kind)
    for cue, kind in _TERM_JA:
        if _JA_DAY.search(text[found.span.start : found.span.end]) and cue.match(after):
            return Said(found, kind)
    if bare and not _IN_YEAR.search(before) and not after.startswith("年"):
        return None
    if _signed(text, sentence, found, before, after, clause):
        return Said(found, "signed", _is_earlier(text, sentence, found))
    if bare:
        return None
    if kind := _call(text, sentence, found):
        return Said(found, kind)
    if found.value.startswith("FY"):
        return None
    if _ISSUED.search(before) or _dateline(text, sentence, found, number):
        return Said(found, "published")
    return None


def _window(text: str, sentence: Span, found: Found) -> str | None:
    """Two dates with a dash between, alone on a line: the first opens, the second closes."""
    days = list(dates(text, sentence.start, sentence.end))
    rest = re.sub(
        r"[\s–—-]",
        "",
        "".join(text[sentence.start : sentence.end].split(text[day.span.start : day.span.end])[0] for day in days[:1]),
    )
    if (
        len(days) == 2
        and not rest
        and re.fullmatch(r"\s*[–—-]\s*", text[days[0].span.end : days[1].span.start])
        and days[1].span.end >= sentence.end - 1
    ):
        return "opens" if found == days[0] else "closes"
    return None


def _headline(text: str, sentence: Span) -> str:
    return text[sentence.start : sentence.end][:60]


def _heading(text: str, sentence: Span, found: Found) -> str | None:
    """A date alone on its line under "Open date:", or behind it on the same line."""
    label = text[sentence.start : found.span.start].strip(" -•*\t")
    if not label and text[found.span.end : sentence.end].strip(" .(") == "":
        above = text[: sentence.start].rstrip().rsplit("\n", 1)[-1].strip()
        label = above if len(above) < 60 and above.endswith(":") else ""
    if not label or len(label) > 70 or not label.endswith(":"):
        return None
    return "closes" if _CLOSES.search(label) else "opens" if _OPENS.search(label) else None


def _closing(text: str, sentence: Span, found: Found) -> bool:
    return bool(
        re.search(
            r"(?<!\w)(?:submi\w+|apply|application|proposals?|call|open|Antr\w+|Einreich\w+|Vorhabenbeschreibung\w*|candidatur\w+|solicitud\w*|abierta|заяв\w+)(?!\w)|応募|公募|提出",
            text[sentence.start : sentence.end],
            _I,
        )
    )


def _signed(text: str, sentence: Span, found: Found, before: str, after: str, clause: str) -> bool:
    near = before[-70:]
    if re.search(DONE.pattern + r"[^.;]{0,40}$", near, _I) and not _MEETING.search(near):
        return True
    if re.match(r"\s*\)", after) and re.search(r"\((?:[A-ZÀ-ÞА-ЯЁ][\w ]{2,30},\s*)?$", before) and INSTRUMENT.search(text, sentence.start, found.span.start):
        return True
    if re.fullmatch(r"[\"“]?(?:On|Am|Le|El)\s+(?:\w+day,?\s+)?", before) and SIGNED.search(text, found.span.end, sentence.end):
        return INSTRUMENT.search(text, found.span.end, sentence.end) is not None
    late = re.match(r"\s*(?:wurde|haben|hat|ist|wird)(?!\w)", after) is not None
    verb = (
        re.search(SIGNED.pattern, text[found.span.end : sentence.end], _I)
        if late
        else re.search(SIGNED.pattern, after[:60] if not _SIGNED_JA.search(after) else after, _I)
    )
    if re.search(
        rf"(?:{INSTRUMENT.pattern})\s*(?:of|from|dated|von|vom|du|de|del|от)\s*(?:the |den )?$",
        before[-90:].replace("?P<", "?P<"),
        _I,
    ):
        return True
    if _ja(text, sentence, found):
        return True
    if _JA_DAY.search(text[found.span.start : found.span.end]):
        return False
    said = re.search(SIGNED.pattern, near, _I) or verb
    whole = text[sentence.start : sentence.end]
    return bool(
        said and INSTRUMENT.search(whole) and not _CLOSES.search(near[-40:]) and not re.search(_MEETING, clause)
    )


_TERM_JA = ((re.compile(r"(?:に|まで)[^。、]{0,14}(?:満了|失効|終了)|まで(?:有効|延長)"), "ends"), (re.compile(r"(?:に|より|から)[、,]?(?:さらに)?[^。、]{0,10}(?:発効|延長|有効)"), "begins"))


def _ja(text: str, sentence: Span, found: Found) -> bool:
    """A Japanese date with the signing behind it, no other date between."""
    if not _JA_DAY.search(text[found.span.start : found.span.end]):
        return False
    others = [day.span.start for day in dates(text, found.span.end, sentence.end)]
    clause = text[found.span.end : min([sentence.end, found.span.end + 160, *others])]
    return bool(_SIGNED_JA.search(clause) and not re.match(r"(?:に|から|より)?[^。]{0,12}(?:延長|満了|発効|開始)", clause))


def _is_earlier(text: str, sentence: Span, found: Found) -> bool:
    whole = text[sentence.start : sentence.end]
    at = found.span.start - sentence.start
    if any(cue.start() < at for cue in EARLIER.finditer(whole) if cue[0][0] not in "踏基想"):
        return True
    return bool(re.search(r"踏まえ|に基づ|を受け|締結されて以来", whole[at:]))


def _call(text: str, sentence: Span, found: Found) -> str | None:
    """A deadline or opening in running words: the nearest cue before the date, or else the one behind it."""
    before = text[sentence.start : found.span.start]
    cues = [
        (match.end(), kind) for cue, kind in ((_CLOSES, "closes"), (_OPENS, "opens")) for match in cue.finditer(before)
    ]
    if cues:
        return max(cues)[1]
    after = text[found.span.end : min(sentence.end, found.span.end + 20)]
    return "closes" if re.match(r"\s*(?:まで|締切)", after) else None


def _dateline(text: str, sentence: Span, found: Found, number: int) -> bool:
    """A date at the head of the text: alone on a line, or before the news begins."""
    if number > 6:
        return False
    line_start = text.rfind("\n", 0, found.span.start) + 1
    line_end = text.find("\n", found.span.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    rest = (
        text[line_start : found.span.start] + text[found.span.end : line_end if line_end >= 0 else len(text)]
    ).strip()
    if len(re.sub(r"\W", "", rest)) <= 12 and len(line) < 70:
        return True
    ahead = text[line_start : found.span.start]
    return bool(re.fullmatch(r"\W*(?:[A-ZА-ЯЁ]{3,}[\w\s]*[,.]?\s*)?(?:On\s+|date\s+)?", ahead)) and bool(
        re.match(r"\s*(?:[—–-]|\.?\s*[/(]|\s*\[|\s+The|\s*:)", text[found.span.end : found.span.end + 6])
    )
