"""What stands beside dates in agreements, calls and news of them, in the languages that are read."""

import re

from renkei.engines.reading.agreement_words import DONE, INSTRUMENT

_I = re.IGNORECASE
LABEL = 70  # signs of a heading before a date

CLOSES = re.compile(
    r"(?<!\w)(?:deadlines?|clos(?:es|ing|e)(?: date)?|due(?: date)?|no later than|submission by|cut-off date"
    r"|(?:submit\w*|sent|received)[^.;]{0,90} by|apply (?:by|until)|open until"
    r"|Stichtag|Frist|Einreichungsfrist|Einreichung bis|Abgabetermin|bis (?:zum|spätestens)|spätestens"
    r"|Bewerbungsschluss"
    r"|date limite|clôture|jusqu['’]au|au plus tard|avant le|plazo|fecha límite|hasta el|finaliza|expira|cierre|termini"
    r"|крайний срок|до|не позднее|срок подачи|(?:Expression of Interest|Full Application)[\w\s]{0,20})(?!\w)"
    r"|締切|締め切り|期限|まで",
    _I,
)
OPENS = re.compile(
    r"(?<!\w)(?:opens?(?:ing)?(?: date)?|launch(?:ed|es)?(?: date)?|start of submission|will issue"
    r"|will be (?:issued|published|launched|opened|announced)|to be (?:announced|launched"
    r"|published)|ab dem|Beginn der Einreichung|ouvert(?:ure|e)?"
    r"|à partir du|lancement"
    r"|apertura|abierto|abre|se abrirá|obertura|открыт\w*|начало при[её]ма|объявлен\w*)(?!\w)"
    r"|公募開始|募集開始|から受付",
    _I,
)
OPENS_BEHIND = re.compile(r"\s*(?:se abrirá|se abre|wird die Ausschreibung|marks the opening|から(?:公募|募集))", _I)
BEGINS = re.compile(
    r"(?<!\w)(?:from|(?:established|running|operating|in force|existed|active) since|starts?(?: by| on)?"
    r"|effective(?: from| as of)?|enter(?:s|ed) into force(?: on)?|in force (?:from|since|as of)|beginning|valid from"
    r"|commenc\w+|seit|ab|in Kraft|depuis|à compter du|desde|a partir de|с)\s*(?:on |the |dem |le |el )?$",
    _I,
)
ENDS = re.compile(
    r"(?<!\w)(?:until|till|through|ends?(?: by| on)?|expir\w+(?: on)?|valid (?:until|through|to)|up to|bis"
    r"|jusqu['’](?:en|au)|hasta(?: el)?|до|по)\s*(?:the |zum |Ende )?$",
    _I,
)
SUBMISSION = re.compile(
    r"(?<!\w)(?:submi\w+|apply|application|proposals?|call|open|cut-off|Antr\w+|Einreich\w+|Vorhabenbeschreibung\w*"
    r"|candidatur\w+|solicitud\w*|abierta|заяв\w+)(?!\w)|応募|公募|提出",
    _I,
)
LAW = re.compile(
    r"(?<!\w)(?:Law|Act|Decree|Gazette|Decision|Regulation|founded|established|instituted|Statute|R\.S\.C\.|Gesetz"
    r"|gegründet|loi|décret|ley|decreto|закон\w*|основан\w*|incorporated|charter|born)(?!\w)|法律|設立|創立"
)
ISSUED = re.compile(
    r"(?<!\w)(?:date|posted|published|updated|issued|press release|news|veröffentlicht|Bundesanzeiger|vom|publié"
    r"|publicado|опубликовано)\s*:?\s*(?:on:? |am |le |el |vom )?\s*(?:\w+day,\s*)?\(?$",
    _I,
)
MEETING = re.compile(
    r"(?<!\w)(?:visit\w*|meeting|summit|forum|conference|workshop|consultation\w*|anniversary|born|took place"
    r"|held)(?!\w)"
    r"|訪問|訪日|会談|協議|会合",
    _I,
)
IN_YEAR = re.compile(
    r"(?<!\w)(?:in|en|im|im Jahre?|in the year|of|von|de|du|al|v|в|from|dated|since|until)\s+$",
    _I,
)
DONE_BEFORE = re.compile(rf"{DONE.pattern}[^.;]{{0,40}}$", _I)
PLACE_BEFORE = re.compile(r"\((?:[A-ZÀ-ÞА-ЯЁ][\w ]{2,30},\s*)?$")
ON_A_DAY = re.compile(r"[\"“]?(?:On|Am|Le|El)\s+(?:\w+day,?\s+)?")
OF_AN_INSTRUMENT = re.compile(
    rf"(?:{INSTRUMENT.pattern})\s*(?:of|from|dated|von|vom|du|de|del|от)\s*(?:the |den )?$",
    _I,
)
OF_A_PAIR = re.compile(
    r"(?<!\w)(?:between|zwischen|entre|между|of)\s[^;.]{8,220}\s(?:of|from|dated|vom|von|du|de|del|от)\s+(?:the )?$", _I
)
NEWS_AHEAD = re.compile(r"\W*(?:[A-ZА-ЯЁ]{3,}[\w\s]*[,.]?\s*)?(?:On\s+|date\s+)?")
NEWS_BEHIND = re.compile(r"\s*(?:[—–-]|\.?\s*[/(]|\s*\[|\s+The|\s*:)")

JA_DAY = re.compile(r"[年月日]")
SIGNED_JA = re.compile(r"署名|調印|締結|取り交わ")
OTHER_JA = re.compile(r"(?:に|から|より)?[^。]{0,12}(?:延長|満了|発効|開始)")
VALID_JA = re.compile(r"有効期間|協定期間|期間は")
TERM_JA = (
    (re.compile(r"(?:に|まで)[^。、]{0,14}(?:満了|失効|終了)|まで(?:有効|延長)"), "ends"),
    (re.compile(r"(?:に|より|から)[、,]?(?:さらに)?[^。、]{0,10}(?:発効|延長|有効)"), "begins"),
)
