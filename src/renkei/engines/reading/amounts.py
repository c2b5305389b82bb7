"""Amounts of money: a currency, a number and a scale word, in either order."""

import re
from collections.abc import Iterator
from decimal import Decimal

from renkei.engines.reading.model import Found, Span
from renkei.engines.reading.numbers import NUMERAL, SCALES, digits
from renkei.money import decimal_text, is_currency

_SIGNS = {
    "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "R$": "BRL",
    "NT$": "TWD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "₪": "ILS", "₹": "INR",
    "₽": "RUB", "Rs": "INR", "Rs.": "INR",
}  # fmt: skip
_NAMES = {
    "JPY": "yen|yens|円|Yen|иен|иены",
    "USD": "US dollars?|U.S. dollars?|dollars?|米ドル|ドル|dollars américains|US-Dollar|Dollar|dólares|долларов США"
    "|долларов|доллара",
    "EUR": "euros?|Euros?|EUR|ユーロ|евро",
    "GBP": "pounds?(?: sterling)?|ポンド|livres sterling|Pfund|libras",
    "RUB": "roubles?|rubles?|рублей|рубля|руб.?|ルーブル|Rubel|rublos",
    "KRW": "won|ウォン|Won",
    "CNY": "yuan|RMB|人民元|元|Yuan",
    "CHF": "Swiss francs?|francs suisses|Franken|スイスフラン",
    "CAD": "Canadian dollars?|カナダドル|dollars canadiens",
    "ILS": "shekels?|NIS",
    "INR": "rupees?|ルピー",
    "BRL": "reais|レアル",
    "SEK": "Swedish kron(?:or|a)",
    "NOK": "Norwegian kroner?",
    "DKK": "Danish kroner?",
    "AUD": "Australian dollars?|豪ドル",
    "SGD": "Singapore dollars?",
}
_SCALE = "(?:" + "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True)) + ")"
_SCALED = rf"(?:\s?-?(?P<scale{{0}}>(?i:{_SCALE}))(?![a-zа-яé]))?"
_SIGN = "(?:" + "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)) + r"|\b[A-Z]{3}\b)"
_NAME = "(?:" + "|".join(names for _, names in sorted(_NAMES.items(), key=lambda item: -len(item[1]))) + ")"
_LEADING = rf"(?<![\w$])(?P<before>{_SIGN})\s?(?P<number1>{NUMERAL})" + _SCALED.format(1)
_BIG_JA = rf"(?:(?P<chou>{NUMERAL})兆)?(?:(?P<oku>{NUMERAL})億)?(?:(?P<man>{NUMERAL})万)?(?P<rest>\d+)?"
_JAPANESE = rf"(?<!\d)(?=\d){_BIG_JA}(?P<ja>円|米ドル|ドル|ユーロ|ウォン|ポンド|元|ルーブル)"
_TRAILING = (
    rf"(?<![\w.,])(?P<number2>{NUMERAL})" + _SCALED.format(2)
    + rf"\s?(?:(?:d['’e]\s?|de\s)?(?P<after>€|£|¥|\$|₽|{_NAME})(?![a-zа-яé])|(?P<code>[A-Z]{{3}})\b)"
)  # fmt: skip
_AMOUNT = re.compile(f"{_LEADING}|{_JAPANESE}|{_TRAILING}")
_NAMED = [(re.compile(names), code) for code, names in _NAMES.items()]


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Amounts as "JPY 70000000000"; a bare dollar is taken for that of the United States."""
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        currency = _currency(match)
        value = _number(match)
        if currency and value is not None:
            yield Found(Span(*match.span()), f"{currency} {decimal_text(value)}")


def split(value: str) -> tuple[str, Decimal]:
    """Currency and number of an amount."""
    currency, plain = value.split(" ")
    return currency, Decimal(plain)


def _currency(match: re.Match[str]) -> str | None:
    word = match["before"] or match["after"] or match["code"] or match["ja"]
    if word in _SIGNS:
        return _SIGNS[word]
    if len(word) == 3 and is_currency(word):
        return word
    return next((code for names, code in _NAMED if names.fullmatch(word)), None)


def _number(match: re.Match[str]) -> Decimal | None:
    if match["ja"]:
        parts = [(match["chou"], 12), (match["oku"], 8), (match["man"], 4), (match["rest"], 0)]
        return sum((digits(part).scaleb(zeros) for part, zeros in parts if part), Decimal(0))
    which = "1" if match["before"] else "2"
    scale = match[f"scale{which}"] or ""
    return digits(match[f"number{which}"]).scaleb(SCALES.get(scale, SCALES.get(scale.lower(), 0)))
