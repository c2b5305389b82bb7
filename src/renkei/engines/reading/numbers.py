"""Numbers as texts write them, in digits or words, and what is said of their bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal

from renkei.engines.reading.model import Found, Span
from renkei.money import decimal_text

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
    "once": 1, "twice": 2, "thrice": 3, "dozen": 12, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4,
    "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6,
    "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
}  # fmt: skip
_JAPANESE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_DIGITS_JA = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millions": 6, "billions": 9, "mn": 6, "bn": 9,
    "mln": 6, "mio": 6, "mio.": 6, "mrd": 9, "mrd.": 9, "millionen": 6, "milliarden": 9, "milliarde": 9, "tausend": 3,
    "mille": 3, "milliers": 3, "milliard": 9, "milliards": 9, "millón": 6, "millones": 6, "mil": 3, "mil millones": 9,
    "тыс.": 3, "тыс": 3, "тысяч": 3, "тысячи": 3, "млн": 6, "млн.": 6, "миллион": 6, "миллиона": 6, "миллионов": 6,
    "млрд": 9, "млрд.": 9, "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "lakh": 5, "crore": 7, "crores": 7,
    "k": 3, "m": 6, "十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12, "百万": 6, "千万": 7, "十億": 9,
    "亿": 8, "百億": 10, "千億": 11,
}  # fmt: skip
NUMERAL = r"(?:\d{1,3}(?:[,  ' ’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?)"
_SPELT = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![A-Za-zÀ-ɏЀ-ӿ\d.,/$€£¥_-]){NUMERAL}(?:\s?(?:万|億|兆|thousand|million|billion)(?![A-Za-z円ド]))?"
    r"(?!\s?[-–]\d)(?![.,]?\d|\s?%|[A-Za-zÀ-ɏ])"
    rf"|[０-９，]+|(?<!\w)(?:{_SPELT})(?!\w)|[一二三四五六七八九十](?=[回か箇カヶつ人社名件])",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^\d{1,3}(?:[,.  ' ’]\d{3})+$")


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Numbers that stand alone, as plain decimals; percentages, parts of dates and of addresses are none."""
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        value = number(match[0])
        if value is not None:
            yield Found(Span(*match.span()), decimal_text(value))


def number(words: str) -> Decimal | None:
    """The number that words state: "9,000", "12,5", "three", "5万"; None for other words."""
    plain = words.strip().lower().translate(_JAPANESE)
    if plain in _WORDS:
        return Decimal(_WORDS[plain])
    if plain in _DIGITS_JA:
        return Decimal(_DIGITS_JA[plain])
    parts = re.fullmatch(rf"({NUMERAL})\s*(\D*)", plain)
    if not parts or (parts[2].strip() and parts[2].strip() not in SCALES):
        return None
    return digits(parts[1]).scaleb(SCALES.get(parts[2].strip(), 0))


def digits(words: str) -> Decimal:
    """The number of a numeral: the last comma or point followed by other than three digits is decimal."""
    plain = words.translate(_JAPANESE)
    if _WHOLE.match(plain):
        return Decimal(re.sub(r"\D", "", plain))
    if "," in plain and ("." not in plain or plain.rfind(",") > plain.rfind(".")):
        plain = plain.replace(".", "").replace(",", ".")
    return Decimal(re.sub(r"[^\d.]", "", plain))
