"""Models that somebody runs behind OpenAI's interface for chats: asked what a document states, never believed."""

from renkei.exchange.models.address import Address, address_of
from renkei.exchange.models.model import Model
from renkei.exchange.models.propose import propose
from renkei.exchange.models.unanswered import Unanswered

__all__ = ["Address", "Model", "Unanswered", "address_of", "propose"]
