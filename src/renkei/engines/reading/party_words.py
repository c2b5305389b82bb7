"""Turns of the genre that hold the names of parties, in the languages that are read."""

import re

_I = re.IGNORECASE
REACH = 260  # signs in which an instrument may stand before "between"
FINITE = re.compile(r"(?<!\w)(?:is|are|was|were|will|marks|remains)(?!\w)")

AUXILIARIES = re.compile(
    r"(?:[\s,]|(?<!\w)(?:have|has|had|also|today|recently|jointly|again|already|formally"
    r"|officially|a|ont|haben|hat|wurde|han|ha|vont|van|vas|se"
    r"|es|will|are|is|were|was|been|being|now|then|later|subsequently|сегодня|недавно"
    r"|совместно|\d{1,2} [а-я]+(?: \d{4}(?: г\.| года)?)?|in \w+,? \d{4}"
    r"|on \w+ \d{1,2},? \d{4}|am \d{1,2}\. \w+ \d{4}|al \d{4}|en \d{4}))+$"
)
ACTING = re.compile(
    r"(?<!\w)(?:(?:have|has) (?:mutually |both |jointly )?agreed (?:to|on|that)"
    r"|agreed (?:to|on)|(?:have|has) joined (?:forces|hands)|(?:hereby )?agree to"
    r"|intends? to|plan to (?:co|joint|launch"
    r"|fund)\w*|wish to"
    r"|will (?:jointly|co-?operate|collaborate|allow|prepare|issue|launch|fund|support"
    r"|each|provide|assume|invest|make a contribution|join|work together)"
    r"|invites?|(?:are|is) (?:announcing|inviting|launching|investing|the partners of)"
    r"|launch(?:ed)?|announced?|establish(?:ed)?|set up"
    r"|beabsichtigen|veröffentlichen|finanzieren|haben sich (?:auf|darauf)|vereinbar\w+|fördern|werden|wollen|arbeiten"
    r"|conviennent|sont convenus|se sont engagés|lancent|ont lancé|souhaitent"
    r"|acuerdan|acordaron|han acordado|convienen|lanzan|han lanzado|договорились|намерены|объявили|будут)(?!\w)",
    _I,
)
OF_PEOPLE = re.compile(
    r"\s+(?!and|or|signed|to|in|on|for|at|of|have|has|is|was|were|will|are|by|with|which"
    r"|that|und|zur|im|über|et|y)[a-zà-ÿ]+"
)
FUNDING = re.compile(
    r"(?<!\w)(?:(?:is|are) (?:investing|funding|offering)|(?:can|may) (?:co-?)?(?:fund|finance)|will (?:invest|fund"
    r"|provide (?:up to|funding|support)|assist)|(?:provides?|offers?|awards?"
    r"|allocates?) (?:up to|funding|grants)|launch\w*|finanziert|fördert|financera|finance"
    r"|financiará|financia|выделит|профинансирует)(?!\w)"
)
CLAUSE = re.compile(
    r"(?:here(?:in)?after|henceforth|whose principal (?:place|office)"
    r"|having its (?:registered|principal|head) (?:office|seat)"
    r"|with (?:its )?(?:headquarters|registered|head) "
    r"|(?:here(?:in|by) |duly )?represented|an independent statutory|established (?:by"
    r"|under|through)|instituted by|for this purpose represented|in this act"
    r"|by its (?:President|Director|Chair)"
    r"|acting through|located at|a (?:body|public|corporation|company|charity|foundation)"
    r"|is a [A-Z]\w+ (?:Crown )?Corporation"
    r"|vertreten durch|nachstehend|nachfolgend|im Folgenden|mit Sitz"
    r"|ci-après|représentée? par|dont le siège|ayant son siège|sis à"
    r"|en adelante|en lo sucesivo|representad[oa] por|con (?:domicilio|sede)|"
    r"в лице|именуем\w+|далее|doravante|neste ato)"
)
ENTRY = re.compile(
    r"(?:^|\n|;\s*(?:and\s+)?|\]\s*(?:and\s+)?|,\s+and\s+|“Participants”[,:]\s*)(?:\s"
    r"|[-•*]|\(?[0-9a-z]{1,3}[.)]\s|and\s|und\s|et\s|y\s|BETWEEN:?|Between:?|Where ?as\s"
    r"|AND\s)*"
)
FUNDER = re.compile(
    r"(?:^|\n)(?:Name of (?:the )?[Ff]unding (?:agency|organi[sz]ation|body)"
    r"|Funding (?:agency|organi[sz]ation)|Programme owner|Managing (?:agency|authority)"
    r"|Implementing (?:agency|body))\s*:?\s*\n?\s*"
)
BEFORE = re.compile(
    r"(?<!\w)(?:on behalf of|in partnership with|in (?:co-?operation|collaboration) with"
    r"|together with|jointly with|accessible to|between partners|awarded by|funding from"
    r"|funded by|funding through|support (?:will be|is) provided [^.;]{0,50}by"
    r"|im Auftrag des|gemeinsam mit|in Zusammenarbeit mit|en partenariat avec"
    r"|en collaboration avec|en colaboración con|junto con|совместно с"
    r"|beauftragte (?:Agentur )?)\s*(?:the\s+)?"
)
MANAGING = re.compile(
    r"(?<!\w)(?:managed|administered|implemented|run|operated|financed|co-?funded"
    r"|jointly funded)(?: \w+)? (?:by|through)(?!\w)|gestionad[oa]s?|financiad[oa]s?"
    r"|(?:wird|werden) (?:vom|von)[^.;]{3,200}(?:getragen|finanziert|gefördert|verwaltet|betreut)|gérée?s?|financée?s?",
    _I,
)
BY = re.compile(
    r"(?<!\w)(?:by|through|por|vom|von|par|gemeinsam mit)\s+(?:the |el |la |los |der |dem |den "
    r"|le |les |l['’])?(?=[A-ZÀ-Þ\w])"
)
AGENCIES = re.compile(
    r"(?<!\w)(?:agencies|funders|funding (?:bodies|organi[sz]ations)|participants|partners"
    r"|parties)(?!\w)[^.:\n]{0,90}:\s*",
    _I,
)
CALLING = re.compile(
    r"(?<!\w)(?:call|proposals?|fund\w*|grants?|invest\w*|competition|invite\w*|support"
    r"|Förderung|Antr\w+|Antragsteller|appel|convocatoria|конкурс\w*)(?!\w)",
    _I,
)
JOINT = re.compile(
    r"co-?operat|collaborat|joint(?:ly)? (?:call|research|project|fund|program|develop"
    r"|propos|work|train|ventur)|R&D|research|fund|invest|innovat|programme?|bilateral"
    r"|Zusammenarbeit|gemeinsam|Förder|coopéra|commun|coopera|conjunt|сотруднич|совмест",
    _I,
)
COOPERATION = re.compile(
    r"(?<!\w)(?:co-?operation|collaboration|partnership|Zusammenarbeit|Kooperation"
    r"|coopération|cooperación|colaboración|сотрудничестве?)\s*$",
    _I,
)
NEAR = 60  # signs between an instrument and "between"
SIGNED_BETWEEN = re.compile(
    r"(?:sign(?:ed)?|concluded|signée?s?|conclue?s?|unterzeichnet|geschlossen|firmad[oa]s?"
    r"|suscrit[oa]s?|подписан\w*|заключ[её]н\w*)(?: \w+ \w+)? (?:between|entre|zwischen"
    r"|между)\s+(?:both\s+)?$",
    _I,
)
OTHER_MATTER = re.compile(
    r"(?:research|innovation|science|projects?|calls?|researchers?|scientists|companies|teams|relations|ties|visits?"
    r"|meetings?|summits?|talks|consultations|exchanges?|links?|differences?|projets"
    r"|chercheurs|proyectos|investigadores|Projekten?|встреч\w*|переговор\w*)\s*$",
    _I,
)
RECITAL = re.compile(
    r"(?<!\w)(?:recalling|noting|considering|whereas|having regard|rappelant|considérant"
    r"|vu l|recordando|considerando|teniendo"
    r"|in Anbetracht|eingedenk|учитывая|принимая во внимание)(?!\w)",
    _I,
)
PARTICIPLE = re.compile(r"(?<!\w)(?:unterzeichnet|geschlossen|abgeschlossen|vereinbart|unterschrieben)(?!\w)")
AUXILIARY = re.compile(r"(?<!\w)(?:haben|hat|hatten)(?!\w)")
NAMED = re.compile(
    r"\s?\(?(?:here(?:in)?\s?after|henceforth|nachstehend|ci-après|en adelante"
    r"|далее)[^()\n]{0,60}[\"“«](?P<short>[A-ZÀ-ÞА-ЯЁ][\w.&-]{1,14})[\"”»]"
)
ARTICLE = re.compile(r"(?<!\w)(?:The|the|Das|Die|Der|La|Le|El|L['’])\s+(?=[A-ZÀ-ÞА-ЯЁ])")
