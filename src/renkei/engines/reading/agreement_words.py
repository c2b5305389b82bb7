"""Words of the genre in the languages that are read: instruments, signing, parties' heads, what is said of dates."""

import re
import unicodedata

_I = re.IGNORECASE


def _folded(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))


# kind → how it is called; the first that fits at a place is taken
INSTRUMENTS = {
    "memorandum of cooperation": r"memorand(?:um|a|ums) of co-?\s?operation|MOCs?"
    r"|協力覚書|協力に関する覚書|協力に係る覚書"
    r"|mémorandum de coopération|memorando de cooperación|меморандум\w* о сотрудничестве",
    "memorandum of understanding": r"memorand(?:um|a|ums) of understanding|MOUs?|MoUs?|了解覚書|基本合意書"
    r"|(?:protocole|mémorandum) d['’]entente|memorando de entendimiento|меморандум\w* о взаимопонимании",
    "memorandum of agreement": r"memorand(?:um|a|ums) of agreement|MOAs?",
    "memorandum": r"覚書|memorandums?|mémorandum|memorando|меморандум\w*",
    "declaration": r"(?:joint )?(?:declaration|statement|letter) of intent|joint declaration|共同宣言|基本合意"
    r"|(?:gemeinsame )?Absichtserklärung(?:en)?|gemeinsame(?:n|r)? Erklärung"
        r"|déclaration (?:commune |conjointe )?d['’]intention"
    r"|déclaration (?:commune|conjointe)|declaración (?:conjunta|de intenciones)|(?:совместн\w+ )?декларац\w+"
    r"|lettre d['’]intention|carta de intenciones",
    "joint statement": r"joint (?:statement|communiqu[eé])|共同声明|共同発表|communiqué (?:commun|conjoint)"
    r"|comunicado conjunto"
    r"|совместн\w+ заявлени\w+",
    "framework agreement": r"framework agreements?|枠組み?協定|Rahmen(?:abkommen|vereinbarung|vertrag)\w*"
        r"|accord[- ]cadre|acuerdo marco"
    r"|convenio marco|рамочн\w+ соглашени\w+",
    "exchange of letters": r"exchange of (?:letters|notes)|書簡の交換|交換公文|Brief(?:wechsel|austausch)\w*"
        r"|Notenwechsel\w*|échange de (?:lettres|notes)"
    r"|canje de (?:notas|cartas)|обмен\w* (?:письмами|нотами)",
    "arrangement": r"(?:implementing|administrative|co-?operation|written) arrangements?|取決め|取極"
        r"|arrangement administratif",
    "protocol": r"(?:joint |implementing )?protocol(?! d['’]entente)|議定書|Protokoll\w*|protocolo|протокол\w*",
    "contract": r"(?:co-?operation |research |partnership )?contracts?|契約書?|Kooperationsvertr[aä]g\w*"
        r"|Vertr[aä]g\w*|contrat\w*"
    r"|contrato\w*|договор\w*|контракт\w*",
    "agreement": r"(?:(?:research |scientific |technical |co-?\s?operation |collaboration |bilateral "
        r"|partnership |joint )*)agreements?"
    r"(?: (?:of|on|for) (?:[a-z]+ )?co-?operation)?|programmes? of co-?operation|pacts?|協定書?|合意書"
    r"|[A-ZÄÖÜ]?[a-zäöüß]*[Aa]bkommen\w*"
    r"|(?:Kooperations|Partnerschafts)?[Vv]ereinbarung\w*|(?:accord"
        r"|convention) de (?:coopération|collaboration|partenariat)"
    r"|accords?|convention|(?:acuerdo|convenio|acord)s?(?: (?:marco )?de (?:cooperación|colaboración|col·laboració))?"
    r"|соглашени\w+(?: о (?:\w+ )?сотрудничестве)?",
    "call": r"(?:joint |transnational |bilateral )*calls? for (?:joint |research "
        r"|international )*(?:proposals?|project ideas|projects|applications?"
        r"|expressions? of interest"
    r"|collaborations?)|(?:joint|promotional|shared|common|bilateral|multilateral"
        r"|transnational) calls?|(?:Eurostars|EUREKA|GlobalStars) calls?"
        r"|joint (?:funding )?competition|competition"
    r"|公募|(?:Programm)?[Aa]usschreibung(?:en)?|Förderrichtlinie|Richtlinie zur Förderung"
        r"|appels? à (?:projets|propositions)"
    r"|convocat[oò]ri[ae]s?|llamadas? conjuntas?|Bekanntmachung|Förderrichtlinien?|Förderbekanntmachung|конкурс\w*",
    "programme": r"R&D program(?:me)?|joint program(?:me)?|bilateral program(?:me)?|programa bilateral"
        r"|programme bilatéral"
    r"|(?:trans|bi)nationale Initiative",
}  # fmt: skip
KINDS = {kind: re.compile(words, _I) for kind, words in INSTRUMENTS.items()}
_LETTER = r"A-Za-zÀ-ɏА-Яа-яё"
INSTRUMENT = re.compile(
    "|".join(
        rf"(?P<{kind.replace(' ', '_')}>(?<![{_LETTER}-])(?:{words})(?![{_LETTER}]))"
        for kind, words in INSTRUMENTS.items()
    ),
    _I,
)

BETWEEN = re.compile(r"(?<!\w)(?:between|zwischen|entre|между|signed by|concluded by|подписанн\w+)\s+(?:both\s+)?", _I)
SIGNED = re.compile(
    r"(?<![^\W_])(?:(?:jointly |formally |again )?(?:sign(?:ed|s)?|concluded?|renew(?:ed"
    r"|s)?|entered into|extended|inked)"
    r"|unterzeichne\w+|schlossen|geschlossen\w*|vereinbart\w*|(?:ont |a |vont )?(?:signé"
    r"|conclu|renouvelé)\w*|signent|signe|signaient|signait|signèrent"
    r"|firmaron|firm[óa]n?|firmar|firmado|suscribieron|suscribi[óe]\w*|han (?:firmado|suscrito)|suscrit[oa]s?"
    r"|подписал\w*|подпис[аы]\w+|заключил\w*|заключен\w*)(?!\w)|署名|調印|締結|取り交わ",
    _I,
)
DONE = re.compile(
    r"(?<!\w)(?:done (?:at|in)|signed (?:at|in|on)|(?:is )?made (?:on|as of|this|at)|dated|concluded (?:in|on|at)"
    r"|entered into (?:on|as of)|suscrit[oa] en|firmado el|fait à|geschehen zu|hecho en|firmado en|совершено в)(?!\w)",
    _I,
)
EARLIER = re.compile(
    r"(?<!\w)(?:recalling|noting|considering|pursuant to|in accordance with"
    r"|under the provisions of|subject to the provisions of"
    r"|based (?:up)?on|on the basis of|in line with|following (?:an|the|its|their)"
    r"|results? from|earlier|previous(?:ly)?|prior"
    r"|as amended|supersedes|replaces|in the framework of the|builds? on"
    r"|beruht auf|auf (?:der )?(?:Basis|Grundlage)|gemäß|aufgrund|zurückgeht|im Rahmen des"
    r"|rappelant|vu l[ea]s?|considérant|conformément|sur la base|en vertu|dans le cadre de l"
    r"|recordando|considerando|teniendo (?:como marco|en cuenta)|de conformidad con"
    r"|en el marco del|sobre la base|con base en|al amparo"
    r"|учитывая|принимая во внимание|в соответствии с|на основании|ссылаясь|на основе)(?!\w)|踏まえ|基づ[きく]|想起",
    _I,
)

HEADS = (
    r"ministry|ministries|department|agency|agencies|institute|institut|institution"
    r"|university|universities|college|school|council"
    r"|foundation|academy|organi[sz]ation|authority|cent(?:er|re)|corporation|corp\.?"
    r"|company|commission|committee|association"
    r"|society|board|bank|fund|office|secretariat|federation|union|government"
    r"|laborator(?:y|ies)|presidency|vice-presidency|corporations?|bureau|service"
    r"|consortium"
    r"|administration|directorate|cabinet|embassy|museum|hospital|observatory|trust|group"
    r"|enterprise|alliance|network|hub"
    r"|councils|institutes|foundations|departments|states|kingdom|emirates|confederation|industries|chamber|directors|station|facility"
    r"|ltd\.?|inc\.?|llc|plc|gmbh|ag|oy|sa|kk"
    r"|ministerium|bundesministerium\w*|\w*ministerium\w*|\w*ministeriums?|universität\w*"
    r"|hochschule|akademie|gesellschaft"
    r"|\w*gemeinschaft\w*|stiftung\w*|verband|bundesamt|\w*agentur|föderation|\w*zentrum"
    r"|senat|regierung\w*|projektträger|behörde|bundesrepublik"
    r"|staaten|königreich\w*|eidgenossenschaft|\w*anstalt|\w*rat|kammer|landesregierung|bundesregierung|freistaat"
    r"|groupe|minist[eè]re|ministères|direction|université|département|délégation|école|agence|fondation|conseil|centre"
    r"|académie|société|gouvernement|caisse"
    r"|secrétariat|états|royaume|république|bureau|fonds|commissariat|office|observatoire|région"
    r"|ministerio|departamento|viceministerio|dirección|universidad|instituto|fundación"
    r"|fundação|agencia|consejo|consell|centro"
    r"|academia|sociedad|gobierno|govern"
    r"|secretaría|estados|reino|república|fondo|comisión|empresa|corporación|organismo"
    r"|ministério|universidade|conselho|banco|banka|stichting|banque"
    r"|министерств\w+|университет\w*|институт\w*|фонд\w*|академи\w+|агентств\w+"
    r"|\w*корпораци\w+|правительств\w+|комитет\w*"
    r"|совет\w*|центр\w*|компани\w+|общество|банк\w*|федераци\w+|республик\w+|ассоциаци\w+"
    r"|союз\w*|организаци\w+|служб\w+|предприяти\w+"
)
HEAD = re.compile(rf"(?<!\w)(?:{_folded(HEADS)})(?!\w)", _I)
STATES = re.compile(
    r"(?<!\w)(?:(?:federal|federative|islamic|people['’]s|united|arab|democratic|socialist|российск\w+|bolivarian) )*"
    r"(?:republic|state|kingdom|federation|government|republica|republik|republique|regierung|республик\w+|федераци\w+)"
    r"(?: (?:of(?: the)?|de|del|du|der))?\s*(?=\W|$)",
    _I,
)
PERSONS = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof(?:essor)?|H\.\s?E|Hon(?:ourable)?|Minister|President"
    r"|Secretary|Ambassador|Chancellor of the Exchequer"
    r"|Premier|Governor|Chairman|Herr|Frau|M\.|Mme|Señor|Ministre|Ministro|Ministra"
    r"|Präsident\w*|министр\w*|президент\w*|г-н)(?![\w])"
)
NOT_NAMES = frozenset(
    """
    MOU MOC MOA MoU R&D SME SMEs CFP EOI LOI BAF NPP TRL JPY USD EUR KRW GBP AI IT ICT STI CEO PDF URL
    HTML FAQ PR FTA EPA GDP DCL NSF-DFG FuE WTZ KMU VAT PhD OCR Parties Party Participants Participant
    Sides Side Joint Agreement Memorandum Cooperation Call Calls Proposals Proposal Article The This
    Under Through For In On At By To And Upon During Since After Before While With Each Both All Any As
    If It They We Our Its Their These Those Such Areas Area Where Whereas Considering Recognizing
    Recognising Recalling Noting Desiring Wishing Projects Project Programme Program Research Science
    Technology Innovation Development
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)


def has_head(words: str) -> bool:
    """Say whether some word is what bodies are called by ("ministry", "foundation"), accents or not."""
    return bool(HEAD.search(_folded(words)))


def begins_with_head(words: str) -> bool:
    """Say whether the first word is such a word."""
    return bool(HEAD.match(_folded(words)))


def is_head(word: str) -> bool:
    """Say whether it is such a word and no more."""
    return bool(HEAD.fullmatch(_folded(word)))
