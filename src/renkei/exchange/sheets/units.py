"""Units of money in a text: a factor (k, million, 千), a currency (EUR, €, 円), or both."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from renkei.exchange.sheets.words import words_of
from renkei.money import is_currency

# Codes that stand in headers; others of ISO 4217 (ALL, TOP) are words too and count only as whole unit cells.
_CODES = [
    "EUR",
    "USD",
    "JPY",
    "GBP",
    "CAD",
    "CHF",
    "AUD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "RSD",
    "TRY",
    "ILS",
    "KRW",
    "CNY",
    "TWD",
    "HKD",
    "SGD",
    "INR",
    "THB",
    "IDR",
    "MYR",
    "PHP",
    "VND",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "MXN",
    "PEN",
    "UYU",
    "ZAR",
    "EGP",
    "MAD",
    "TND",
    "NGN",
    "KES",
    "GHS",
    "RUB",
    "UAH",
    "KZT",
    "GEL",
    "AMD",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "JOD",
    "LKR",
    "PKR",
    "BDT",
]
_LETTERS = {"k": 1000, "K": 1000, "T": 1000, "t": 1000, "M": 10**6, "m": 10**6, "MM": 10**6, "mn": 10**6, "bn": 10**9}
_LETTER = "(?:MM|mn|bn|[kKTtMm])"
_NUMBERS = r"1(?:[., ']000)+|10+(?!\d)"
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])\s?[*†‡§¹²³⁰⁴-⁹⁾]+(?=$|[\s(\[])")
_VAGUE = re.compile(r"(?i)(?<!\w)mil(?!\w)\.?")  # thousand in Spanish and Portuguese, million in Czech and Hungarian


@dataclass(frozen=True)
class Unit:
    """What a text says of the unit: its factor and its currency; several currencies where the sign is shared ($).

    `is_vague`: a word of size stands beside the currency that is another one in another language (mil).
    """

    factor: int | None = None
    currencies: tuple[str, ...] = ()
    rest: str = ""
    is_vague: bool = False

    @property
    def says_something(self) -> bool:
        """Say whether a factor or a currency was found."""
        return self.factor is not None or bool(self.currencies)


@lru_cache(maxsize=2**14)
def find_unit(text: str) -> Unit:
    """The unit that a header, a label or a unit cell states, and the text without it.

    A factor alone counts where it is the whole text or stands in brackets ("(thousands)"), or after "in".
    """
    plain = " ".join(unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text)).replace("\u2019", "'").split())
    found = next((one for one in _money().finditer(plain) if not _is_code(one["word"])), None)
    if found:
        factor = next(filter(None, map(_factor, found.group("before", "bracketed", "after", "glued", "letter"))), None)
        currencies, rest = _currencies(found["code"] or found["sign"] or found["word"]), _without(plain, found.span())
        if factor is None and _VAGUE.search(rest):
            return Unit(None, currencies, _without_blanks(_VAGUE.sub(" ", rest)), is_vague=True)
        return Unit(factor, currencies, rest)
    alone = next(filter(None, (pattern.search(plain) for pattern in _alone())), None)
    if alone and not _is_code(alone["factor"]):
        return Unit(_factor(alone["factor"]), (), _without(plain, alone.span()))
    if is_currency(plain.strip("[]() ")):
        return Unit(None, (plain.strip("[]() "),), "")
    return Unit(rest=plain)


def is_rare_code(text: str) -> bool:
    """Say whether a text is a currency's code that hardly stands in such sheets: MUR is a ministry before a rupee."""
    plain = text.strip("[]() ")
    return is_currency(plain) and plain not in _CODES


def is_unit(text: str) -> bool:
    """Say whether the text is a unit and nothing else, such as k€ or (JPY)."""
    unit = find_unit(text)
    return unit.says_something and not re.sub(r"[\W_]+", "", unit.rest)


def join(near: Unit, far: Unit) -> Unit:
    """The nearer statement filled up with the farther one: JPY in a column under "in thousands" is thousand JPY."""
    factor = near.factor if near.factor is not None or near.is_vague else far.factor
    return Unit(factor, near.currencies or far.currencies, is_vague=factor is None and (near.is_vague or far.is_vague))


def _is_code(word: str | None) -> bool:
    """Two capital letters are a country before they are a unit: KR is Korea, kr are crowns; MN is Mongolia."""
    return bool(word) and re.fullmatch("[A-Z]{2}", word or "") is not None


def _without(text: str, span: tuple[int, int]) -> str:
    return _without_blanks(text[: span[0]] + " " + text[span[1] :])


def _without_blanks(rest: str) -> str:
    rest = re.sub(r"[(\[]\s*(?:in|en|単位)?\s*[:：]?\s*[)\]]", " ", rest)
    return " ".join(rest.split()).strip(" ,;:/-–")


def _factor(text: str | None) -> int | None:
    """The factor that a word, a letter before a currency, or a round number stands for."""
    if not text:
        return None
    if text in _LETTERS:
        return _LETTERS[text]
    digits = re.sub(r"\D", "", text)
    if digits and digits != "000":
        return int(digits)
    return _factor_words().get(text.casefold().rstrip("."))


def _currencies(text: str) -> tuple[str, ...]:
    if text in _CODES or (text.isupper() and is_currency(text)):
        return (text,)
    return _currency_words()[text.casefold()]


@cache
def _factor_words() -> dict[str, int]:
    return {word.casefold(): int(factor) for factor, words in words_of("factors").items() for word in words}


@cache
def _currency_words() -> dict[str, tuple[str, ...]]:
    one = {word.casefold(): (code,) for code, words in words_of("currencies").items() for word in words}
    return one | {
        word.casefold(): tuple(codes.split()) for codes, words in words_of("several").items() for word in words
    }


def _bounded(words: list[str]) -> str:
    """An alternation, longest first, of words that begin and end at the bounds of Latin words."""
    parts = []
    for word in sorted(words, key=lambda one: (-len(one), one)):
        begin = r"(?<![A-Za-zÀ-ÿ])" if word[0].isascii() and word[0].isalpha() else ""
        end = r"(?![A-Za-zÀ-ÿ])" if word[-1].isascii() and word[-1].isalpha() else ""
        parts.append(begin + re.escape(word) + end)
    return "|".join(parts)


@cache
def _money() -> re.Pattern[str]:
    """FACTOR of CURRENCY, CURRENCY FACTOR, or a letter glued to a currency: k€, TEUR, €m, KRW million."""
    factors = f"(?i:{_bounded(list(_factor_words()))})"
    signs = [word for word in _currency_words() if not word.isalnum()]
    words = [word for word in _currency_words() if word.isalnum()]
    glued = rf"(?:(?<![A-Za-z])(?P<glued>{_LETTER})\s?)?"
    code = rf"(?<![A-Za-z])(?:(?P<letter>{_LETTER})\s?)?(?P<code>{'|'.join(_CODES)})(?={_LETTER}?(?![A-Za-z]))"
    sign = rf"{glued}(?P<sign>(?i:{_bounded(signs)}))|(?P<word>(?i:{_bounded(words)}))"
    before = rf"(?:(?P<before>{factors}\.?|{_NUMBERS})\s*(?:of|de|d'|di|x)?\s*)?"
    size = rf"(?:{factors}\.?|{_NUMBERS}|{_LETTER}(?![A-Za-z0-9]))"
    after = rf"(?:\s*[(\[]\s*(?:x|in)?\s*(?P<bracketed>{size})\s*[)\]]|\s*(?:x|in)?\s*(?P<after>{size}))?"
    return re.compile(f"{before}(?:{code}|{sign}){after}")


@cache
def _alone() -> tuple[re.Pattern[str], ...]:
    """A factor without a currency: the whole text, in brackets, or after "in"."""
    factor = f"(?P<factor>(?i:{_bounded(list(_factor_words()))})\\.?|{_NUMBERS}|[kKM])"
    return (
        re.compile(rf"^\s*(?:in\s|x)?\s*{factor}$"),
        re.compile(rf"[(\[]\s*(?:in|en|x|単位)?\s*:?\s*{factor}\s*[)\]]"),
        re.compile(rf"(?:^|\s)(?:in|en)\s+{factor}(?!\w)"),
        re.compile(rf"[,;:–-]\s+(?P<factor>(?i:{_bounded(list(_factor_words()))})\.?)$"),
        re.compile(rf"単位\s*:?\s*{factor}"),
    )
