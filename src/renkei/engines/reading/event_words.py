"""What events are called, who attends them, and where a text says that they take place."""

import re

HEADS = frozenset(
    """
    forum seminar conference workshop symposium meeting summit session fair exhibition expo visit congress ceremony
    talks round-table roundtable webinar colloquium gathering briefing dialogue consultations
    séminaire conférence atelier colloque sommet réunion salon congrès visite forums
    konferenz tagung treffen sitzung messe besuch gipfel fachtagung
    foro seminario conferencia taller cumbre reunión congreso jornada simposio feria visita encuentro
    форум форума форуме семинар семинара конференция конференции саммит саммита встреча встречи визит визита выставка
    выставки симпозиум совещание
    """.split()  # noqa: SIM905 - a list of words, and not a list of strings, for the one who reads it
)
PLURALS = frozenset(f"{head}s" for head in HEADS if head.isascii() and not head.endswith("s")) | {"talks", "fairs"}
ORDINALS = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth next upcoming inaugural
    premier première deuxième troisième quatrième cinquième prochain prochaine primer primera segundo segunda tercer
    tercera cuarto próximo próxima erste ersten zweite zweiten dritte dritten vierte vierten nächste nächsten
    первый второй третий четвёртый четвертый пятый следующий
    """.split()  # noqa: SIM905 - a list of words, and not a list of strings, for the one who reads it
)
ATTENDED = re.compile(
    r"\b(?:attend|participa|attract|gather|drew|welcom|took part|visited|attendus|réuni|Erwartet|erwartet|teil"
    r"|nahmen|asist|участ|собрал)|参加|来場|出席"
)
PEOPLE = re.compile(
    r"participants?|representatives?|attendees?|delegates?|visitors?|scholars?|people|persons?|guests?|experts?"
    r"|researchers?|scientists?|specialists?|students?|exhibitors?|members? of the audience|participants|chercheurs"
    r"|Teilnehmer(?:innen|n)?|Besucher|participantes|asistentes|investigadores|участник\w*|человек|делегат\w*|гост\w*",
)
HEAD_JA = (
    r"(?:フォーラム|セミナー|シンポジウム|ワークショップ|会議|会合|サミット|展示会|見本市|講演会|説明会|大会|会談|対話"
    r"|フェア)"
)
NAME_JA = re.compile(
    rf"「(?P<quoted>[^「」\n]{{2,60}}?{HEAD_JA}[^「」\n]{{0,12}})」"
    rf"|(?P<bare>(?:次回の|第[0-9一二三四五六七八九十]+回の?)?[一-龥ァ-ヴーA-Za-z0-9・&\-－−]{{0,40}}{HEAD_JA})"
    r"(?!において|にて|で|[一-龥ァ-ヴ])"
)
PLACE_NAME_JA = r"(?P<place>[一-龥ァ-ヴーA-Za-z0-9・]{2,30})"
PLACE_JA = re.compile(
    r"(?:場所|会場|於|開催地)[:：\s]\s*(?P<labelled>[^\s、。，（(]{2,40})"
    rf"|{PLACE_NAME_JA}(?:で|にて|において|に於いて)、?(?:「[^」\n]*」を)?(?:開催|開か|行|実施)"
)
PLACE_NAME = (
    r"(?P<place>(?:each|every|several)\s+[a-z]+|"
    r"[A-ZÀ-ÞА-ЯЁ][\w'’&-]*"
    r"(?:(?:\s+(?:of|de|do|la|and)(?:\s+the)?)?\s+[A-ZÀ-ÞА-ЯЁ][\w'’&-]*)*"
    r"(?:\s+(?:embassy|headquarters|university|centre|center|hotel|campus|office|building)(?:\s+in\s+[A-ZÀ-Þ]\w+)?)?"
    r"(?:,\s+[A-ZÀ-Þ][a-zà-ÿ]+(?=[,.;\s]))?)"
)
PLACE = re.compile(
    r"\b(?P<how>in|at|to|for(?=\s+[A-Z]\w+\s+(?:in|on)\b)|à|au|in der|im|en|bei|в|во)\s+"
    rf"(?:the\s+|la\s+|le\s+|l['’]|el\s+)?{PLACE_NAME}"
)
LABELLED = re.compile(
    r"^(?:venue|place|location|where|lieu|ort|lugar|место)\s*[:：]\s*(?P<place>\S.{1,80})$",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"\b(?:once|twice|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several)\s+times)\b|[0-9一二三四五六七八九十]+回(?=開催|実施)"
)
SCOPE = re.compile(
    r"\s+(?:in|on|at)\s+(?:a\s+|an\s+|the\s+)?(?P<scope>(?:\w+\s+){0,2}(?:locations?|levels?|regions?|areas?|cities|basis))"
)
