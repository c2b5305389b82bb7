"""Sentences made in English, in a reader's language: by the sentence's template, which is its key.

`defects` are what is wrong in an input, `evidence` what an overlap was found by.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from renkei.defects import Said, Tell
from renkei.reports.catalogues import LANGUAGES


@cache
def sentences(code: str, of: str = "defects") -> Mapping[str, str]:
    """Template in English → in a language; empty for English. ValueError names the languages there are."""
    if code not in LANGUAGES:
        raise ValueError(f"there are no sentences in language {code!r}: choose one of {', '.join(LANGUAGES)}")
    if code == "en":
        return {}
    text = files("renkei.reports.catalogues").joinpath(f"{of}.{code}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def teller(code: str) -> Tell:
    """A function that says a sentence in a language; one that nobody has translated stays as it is."""
    known = sentences(code)

    def tell(text: str) -> str:
        if not isinstance(text, Said):
            return known.get(text, text)
        if text.template not in known:
            return text
        values = {name: tell(one) if isinstance(one, str) else one for name, one in text.values.items()}
        return known[text.template].format(**values)

    return tell
