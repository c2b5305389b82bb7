"""Evidence in the reader's language: each sentence by its template, its days as the language writes them."""

from datetime import date

from renkei.defects import Said
from renkei.reports.defects import sentences
from renkei.reports.language import SPACE, Language


def told(sentence: str, say: Language) -> str:
    """A sentence of a finding, in the language; a plain text as it is."""
    if not isinstance(sentence, Said):
        return sentence
    template = sentences(say.code, "evidence").get(sentence.template, sentence.template)
    return template.format(**{name: _value(value, say) for name, value in sentence.values.items()})


def _value(value: object, say: Language) -> object:
    if isinstance(value, date):
        return say.day(value).replace(" ", SPACE)
    return told(value, say) if isinstance(value, str) else value
