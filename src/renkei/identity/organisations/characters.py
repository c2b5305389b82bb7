"""Names in kana and Chinese characters, which are written without blanks: found as runs of signs."""

import re
from collections.abc import Iterator

from renkei.text.normal import folded, words

_SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
_RUN = re.compile(f"(?=[a-z0-9]*[{_SIGNS}])[a-z0-9{_SIGNS}]{{2,}}")  # Latin letters may stand among them
_LEGAL = re.compile(
    "(?:国立|公立|学校|独立行政|地方独立行政|国立研究開発|医療|社会福祉|宗教|特定非営利活動)法人|(?:一般|公益)(?:社団|財団)法人"
    "|(?:株式|有限|合同)会社|(?:股份)?有限公司"
)
# the characters of old and Chinese forms that recur in names of organisations, in the form usual in Japan
_FORMS = str.maketrans(
    "學國醫藥藝應體聯鐵總靈與亞灣臺龍廣經濟專會處际药业艺农电应联铁总灵东亚龙广经济专术环处华师范",
    "学国医薬芸応体連鉄総霊与亜湾台竜広経済専会処際薬業芸農電応連鉄総霊東亜竜広経済専術環処華師範",
)


def runs(text: str) -> list[str]:
    """The runs of kana and characters in a text, in one form; of several, also all of them in one."""
    if text.isascii():
        return []
    found = [run.translate(_FORMS) for run in _RUN.findall(folded(text))]
    return [*found, "".join(found)] if len(found) > 1 else found


def written(text: str) -> Iterator[str]:
    """The forms by which a name in characters is known: all its signs, and these without its legal form."""
    found = runs(text)
    if found and all(_RUN.fullmatch(word) for word in words(text)):
        yield found[-1]
        short = _LEGAL.sub("", found[-1])
        if len(short) > 1 and short != found[-1]:
            yield short
