"""The singular of an English word."""

_NO_PLURAL = ("us", "ss", "is")  # virus, glass, analysis


def singular(word: str) -> str:
    """The folded word without the s of an English plural (after Harman's weak stemmer, 1991): batteries → battery."""
    if len(word) < 4 or not word.isascii() or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4 and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    return word[:-1]
