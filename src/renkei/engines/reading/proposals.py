"""What an outside model may propose: facts as fields with the words of the document that are to prove them."""

from collections.abc import Mapping
from dataclasses import dataclass

from renkei.engines.reading.model import Form, Kind

MODEL = "model"  # `found_by` of a value that a model proposed

# Kind → field → form. Cues are left out: whether something is planned or "over" a number, our own words say. So are
# what is computed (rates, records), sources and statements, whose grammar is closed.
MAY_PROPOSE: Mapping[Kind, Mapping[str, Form]] = {
    Kind.AGREEMENT: {
        **dict.fromkeys(("parties", "signatories", "offices", "fields", "term", "renewal"), Form.TEXT),
        **dict.fromkeys(("signed", "opens", "closes", "begins", "ends"), Form.DATE),
        "countries": Form.COUNTRY,
    },
    Kind.COMMITMENT: {"commitment": Form.TEXT, "by": Form.TEXT},
    Kind.PERSON: {**dict.fromkeys(("name", "office", "former_office", "organisation"), Form.TEXT)},
    Kind.EVENT: {
        **dict.fromkeys(("name", "place", "participant"), Form.TEXT),
        "date": Form.DATE,
        **dict.fromkeys(("attendance", "countries"), Form.NUMBER),
    },
    Kind.BODY: {**dict.fromkeys(("name", "section", "chair", "member"), Form.TEXT), "members": Form.NUMBER},
    Kind.ORGANISATION: {"name": Form.TEXT, "acronym": Form.TEXT},
    Kind.FIGURE: {
        "number": Form.NUMBER,
        **dict.fromkeys(("what", "of", "scope"), Form.TEXT),
        "period": Form.DATE,
    },
    Kind.BUDGET: {"fiscal_year": Form.DATE, "name": Form.TEXT, "amount": Form.MONEY},
    Kind.MONEY: {"amount": Form.MONEY, "payer": Form.TEXT, "payee": Form.TEXT},
    Kind.COUNTRY: {"country": Form.COUNTRY},
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A field's value in its normal form, and the words that state it, as they stand in the document."""

    field: str
    value: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that somebody says the document states; nothing of it is believed (`renkei.engines.reading.weigh`)."""

    kind: str
    fields: tuple[Quoted, ...]
