"""What stands beside the place where an agreement was signed, in the languages that are read."""

import re

from renkei.engines.reading.event_words import HEAD_JA, HEADS, PLACE_NAME, PLACE_NAME_JA, PLURALS

_I = re.IGNORECASE

PLACE = re.compile(
    rf"(?<!\w)(?P<how>in|In|IN|at|At|AT|à|À|au|zu|en|En|EN|в|В)\s+(?:г\.\s*|городе\s+)?(?:(?<=at )the\s+)?{PLACE_NAME}"
)
SIGNED_IN = re.compile(
    r"(?<!\w)(?:signed|signée?s?|signent|signèrent|firmad[oa]s?|firmaron|firman|suscrit[oa]s?|suscribieron"
    r"|unterzeichnet(?:en)?|подписан[оаы]?|подписали"
    r"|sign(?:ing|ature)(?: ceremony)?(?:\s(?:of|for)\s[^.;,\n]{1,60})?(?:\s+(?:was held|held|took place))?),?$",
    _I,
)
_COPIES = r"duplicate|original|copies|language|day of|exemplaire|ejemplar|Urschrift|Ausfertigung|экземпляр"
DONE_IN = re.compile(
    rf"(?:(?:done|fait|geschehen|hecho|совершено)(?:\s[^.;\n]{{0,60}}?(?:{_COPIES})[^.;\n]{{0,60}})?"
    r"|signed|signée?|unterzeichnet|firmado|подписано),?\s*",
    _I,
)
DONE_BEHIND = re.compile(r",\s*(?:done|fait|geschehen|hecho|совершено)$", _I)
ON = re.compile(r"(?:,|\s)\s*(?:(?:on|am|le|el|den|vom)(?:\s+the)?)?\s*$", _I)
NOT_YET = re.compile(
    r"(?<!\w)(?:not|never|will|shall|should|would|could|(?-i:may)|can|to be|if|before|until|nicht|soll(?:en|te)?"
    r"|wird|werden|pas|sera|seront|doit|devra|(?-i:no)|será|serán|deberá|не|будет|будут)(?!\w)",
    _I,
)
SIGNED_BEHIND = re.compile(r"\s+(?:(?:feierlich|gemeinsam)\s+)?unterzeichnet(?!\w)", _I)
SIGNED_IN_JA = re.compile(
    rf"{PLACE_NAME_JA}(?:[（(][一-龥]{{1,4}}[)）])?(?P<how>で|にて|において|に於いて)、?[^。、\n]{{0,40}}?"
    r"(?:署名|調印|締結|取り交わ)(?!する|すべ|され(?:る|ます)|しな|の?予定|を?予定)"
)
NO_PLACE_JA = re.compile(
    rf"^[各両同当全諸]|[0-9年月日]|{HEAD_JA}|(?:分野|領域|共同|連名|連携|協力|書面|文書|形|式|式典|席|場|場所|会場|間|際|枠組み?|下|上|中|前|後"
    r"|語|文|両国|双方|両者|三者|二国間|電子|対面|個別|相互|オンライン|リモート|ビデオ|同地|現地|同国|当地"
    r"|省|庁|大学|学校|大学院|機構|研究所|会社|本社|社|館|局|署|所|院|部|課|会|室|センター|財団|銀行|支部|官邸|国会|ホテル"
    r"|ラボ|グループ|コーポレーション|レベル|ベース|条件|内容|名義|目的|方法|方式|立場|資格)$"
)
TOWN_JA = re.compile(r"^首都.|.[都市府県町村区]$")  # what "で" leads to is a place only where its name says so
NO_PLACE = re.compile(
    r"['’]s?(?!\w)|-based|(?<!\w)(?:\w|St|Mt|Ft|Parliament|Congress|Senate|Diet|House|Article|Phase|Annex|Room|Hall"
    r"|Parlement|Parlamento|Cortes|Parlament|Bundestag|Bundesrat|Anwesenheit|Gegenwart|Beisein|Rahmen|Zukunft|Folge|Höhe"
    r"|Form|Original|Kooperation|Anlehnung|embassy|headquarters|university|centre|center|hotel|campus|office"
    r"|building|[Pp]alace|Duplicate|Triplicate|Duplicado|Witness|Presence|Energy|Science|Research|Technology|Education|Kraft"
    r"|[Mm]inist\w+|Embajada|Ambassade|Botschaft|Посольств\w+|Person|Principle|Good|Full)(?!\w)"
    r"|\w{3}(?:ung|heit|keit|schaft|form)(?!\w)"
)
EVENT_HEADS = HEADS | PLURALS
