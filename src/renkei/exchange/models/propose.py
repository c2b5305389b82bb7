"""Asking a model what a document states."""

from time import monotonic

from renkei.engines.reading import Document, Proposal
from renkei.exchange.models.answer import proposals_of
from renkei.exchange.models.model import Model
from renkei.exchange.models.post import post
from renkei.exchange.models.question import parts, question


def propose(document: Document, model: Model, key: str) -> list[Proposal]:
    """What the model says of each part of a document's text, sent to its address and nowhere else.

    `key` is sent with it and may be empty. Unanswered where a part has no answer that can be used, or all of them
    together take longer than the model's seconds.
    """
    until = monotonic() + model.seconds
    answers = (post(model.address, question(model.name, part), key, until) for part in parts(document.text))
    return [proposal for answer in answers for proposal in proposals_of(answer)]
