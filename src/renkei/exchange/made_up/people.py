"""Made-up people: names that belong to nobody, and ORCIDs that are never given out."""

from renkei.exchange.made_up.words import LABEL

_GIVEN = (
    "Abela", "Brannoc", "Cindra", "Davorin", "Elspara", "Fenno", "Galiene", "Haruvo", "Ilmara", "Jorund", "Kasimea",
    "Lorvin", "Minaro", "Nevanka", "Odrian", "Perrine", "Quentar", "Rikuvo", "Saffira", "Tovald", "Ulrikave",
    "Vesmond", "Wanjari", "Xandrel", "Yukavi", "Zorina", "Amadeoli", "Belisar", "Corisa", "Dunstaro", "Emirel",
    "Fiorenzama", "Gudvar", "Hestialu", "Ivoran", "Jamesina", "Kiyovan", "Leofrican", "Marisolte", "Nilufen",
)  # fmt: skip
_BEGIN = (
    "Ald", "Bras", "Corv", "Dren", "Elth", "Farn", "Grel", "Hask", "Ivor", "Jast", "Kelm", "Lind", "Morv", "Nest",
    "Orth", "Prav", "Quor", "Rusk", "Selv", "Tarn",
)  # fmt: skip
_END = (
    "adou", "bergvey", "castel", "dalen", "enmoor", "feldaro", "gisava", "holtmir", "imori", "jansk", "kivanen",
    "lowska", "marello", "nagavo", "ostrand", "pereiro", "quist", "razzo", "sunvik", "tavarel",
)  # fmt: skip
MOST_PEOPLE = len(_GIVEN) * len(_BEGIN) * len(_END)
_STRIDE = 7_919  # a prime: neighbours in number do not share a family name


def name(number: int) -> str:
    """The name of the made-up person of that number, from 0 to `MOST_PEOPLE` − 1; no two are alike."""
    rest, given = divmod(number * _STRIDE % MOST_PEOPLE, len(_GIVEN))
    end, begin = divmod(rest, len(_BEGIN))
    return f"{LABEL} {_GIVEN[given]} {_BEGIN[begin]}{_END[end]}"


def orcid(number: int) -> str:
    """An identifier of an ORCID's form, check digit (ISO 7064, MOD 11-2) and all, from a range never given out."""
    digits = f"{number + 1:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))
