"""How a text says that somebody said something."""

import re

SAID = (
    r"said|says|noted|notes|added|adds|stated|states|announced|explained|stressed|emphasi[sz]ed|believes|believed"
    r"|commented|declared|told reporters|remarked|reported|confirmed|pointed out|underlined|concluded|claimed"
    r"|a (?:déclaré|dit|affirmé|souligné|expliqué|ajouté|annoncé)|déclare|affirme|souligne"
    r"|sagte|erklärte|betonte|teilte|sagt|so|dijo|declaró|afirmó|señaló|explicó|anunció"
    r"|сказал[аи]?|заявил[аи]?|отметил[аи]?|сообщил[аи]?|подчеркнул[аи]?|считает|добавил[аи]?"
)
ACCORDING = r"according to|d'après|selon|laut|nach Angaben (?:von|des|der)|según|по словам|по данным|согласно"
_CAPITAL = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.|(?:[A-ZА-Я]\.)+|[A-ZÀ-ÞА-ЯЁ][\w'’-]{0,40})(?!\w)"
_CAPITALS = rf"{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?|de\s+|von\s+)?{_CAPITAL}){{0,8}}"
SPEAKER = (
    rf"(?<!\w)(?:(?:(?:the|The|le|la|der|die|el|an|a)\s+)?(?:{_CAPITALS})"
    r"|(?:[Tt]he|[Aa]n?)\s+[a-z]+(?:\s+(?!also\b|further\b)[a-z]+){0,3}"
    r"|[Hh]e|[Ss]he|[Tt]hey|[Ii]l|[Ee]lle|[Ee]r|[Ss]ie|он|она)"
)
QUOTE = r"(?<![\w,] )[\"“„«](?P<words>[^\"“”„«»]{25,2000})[\"”“»]"
AFTER_QUOTE = re.compile(
    rf"{QUOTE}[,.]?\s*[-–—,]?\s*(?:(?P<says1>{SAID})\s+(?P<speaker1>{SPEAKER})|(?P<speaker2>{SPEAKER})\s+(?P<says2>{SAID})\b)"
)
BEFORE_QUOTE = re.compile(rf"(?P<speaker>{SPEAKER})\s+(?:also\s+)?(?P<says>{SAID})\s*[:,]\s*{QUOTE}")
NEXT_QUOTE = re.compile(rf"[^.\"“„«]{{0,160}}[.,]\s*{QUOTE}")
THAT = re.compile(
    rf"(?P<speaker>{SPEAKER})\s+(?:also\s+|further\s+)?(?P<says>{SAID})\s+(?:that|que|dass|что)\s+(?P<words>[^\n]+?)[.!]?$"
)
CLAUSE_FIRST = re.compile(rf"^(?P<words>[^\n]{{25,}}?[”\"]?),\s+(?P<says>{SAID})\s+(?P<speaker>{SPEAKER})[.!]?$")
ACCORDING_FIRST = re.compile(rf"^(?P<says>(?i:{ACCORDING}))\s+(?P<speaker>[^,\n]{{2,80}}),\s+(?P<words>[^\n]+?)[.!]?$")
ACCORDING_LAST = re.compile(rf"^(?P<words>[^\n]{{25,}}?),?\s+(?P<says>(?i:{ACCORDING}))\s+(?P<speaker>{SPEAKER})[.!]?$")
JAPANESE = re.compile(
    r"(?P<speaker1>[^\s、。「」]{2,30}?)(?:氏)?は、?「(?P<words1>[^「」]{10,1000})」と(?P<says1>述べ|語っ|話し|説明し|強調し|コメントし)"
    r"|「(?P<words2>[^「」]{10,1000})」と、?(?P<speaker2>[^\s、。「」]{2,30}?)(?:氏)?[はが](?P<says2>述べ|語っ|話し|説明し|強調し)"
    r"|(?P<speaker3>[^\s、。「」]{2,30}?)(?P<says3>によると|によれば)、?(?P<words3>[^。\n]{10,})"
)
