"""People with their office in Japanese text, where no blank parts the one from the other."""

import re
from collections.abc import Iterator

from renkei.engines.reading.countries import countries
from renkei.engines.reading.model import Span
from renkei.engines.reading.people_words import OFFICES_JA

_OF = (
    r"(?:経済産業|文部科学|外務|厚生労働|農林水産|総務|環境|国土交通|財務|防衛|国務|商務|法務|教育|経済|科学技術(?:政策)?|産業"
    r"|貿易|通商|研究|高等教育|イノベーション|エネルギー|保健|農業|内務|国防|運輸|文化|商工|情報通信|担当|代表|特命|特命全権|駐日"
    r"|内閣府特命担当|デジタル|革新|技術|・|連邦|国家)*"
)
_OFFICE = rf"{_OF}(?:{'|'.join(sorted(OFFICES_JA, key=len, reverse=True))})(?![級会者室職官等])"
_RUN = re.compile(
    rf"(?P<run>[一-龥々〆ヵヶ濵髙﨑]{{1,12}}?|[ァ-ヴー・=＝]{{2,30}}|(?:[A-Z][a-z]+[ ・])+[A-Z][a-z]+)??"
    rf"(?P<office>{_OFFICE})"
)
_AFTER = re.compile(
    r"(?:[ 　]|の)(?P<name>[一-龥々濵髙﨑]{2,5}(?:[ 　][一-龥々]{1,3})?|[ァ-ヴー]+・[ァ-ヴー・]+)"
    r"(?P<courtesy>氏|さん|博士)?(?=[、。（(がはともに\s]|$)"
)
_NO_NAME = re.compile(
    r"(?:[研会省庁局社構学院所団府県市国室課科系級長側]|同|両|関係|前|現|各|新|元|副|全|両国|当時|兼)$"
    r"|^(?:日本|関係|両|同|各|元|前|新|当時|代表|担当|開発|総合|技術|産業|国際)"
)
JAPANESE = re.compile(r"[一-龥ぁ-んァ-ヴ]")


def people_ja(text: str, span: Span) -> Iterator[tuple[Span, Span]]:
    """Name and office of the people of one sentence, in the order of the text."""
    for match in _RUN.finditer(text, span.start, span.end):
        office = Span(*match.span("office"))
        if match["run"]:
            name = _after_country(text, Span(*match.span("run")))
            if _is_name(text[name.start : name.end]):
                yield name, office
                continue
        after = _AFTER.match(text, office.end, span.end)
        if after and (after["courtesy"] or text[office.end] in " 　"):
            yield Span(*after.span("name")), office


def _after_country(text: str, run: Span) -> Span:
    """A run without the country that it begins with: "イスラエル国ナフタリ・ベネット"."""
    for found in countries(text, run.start, run.end):
        if found.span.start == run.start:  # a mere country leaves no name: "フランス大使"
            return Span(found.span.end, run.end)
    return run


def _is_name(word: str) -> bool:
    kanji = re.fullmatch(r"[一-龥々〆ヵヶ濵髙﨑]+", word) is not None
    return bool(word) and not _NO_NAME.search(word) and (not kanji or 2 <= len(word) <= 5)
