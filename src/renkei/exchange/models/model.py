"""A model: where it is asked, what it is called there, and how long a document's answers may take."""

from dataclasses import dataclass

from renkei.exchange.models.address import Address


@dataclass(frozen=True, slots=True)
class Model:
    """`seconds`: for all that is asked of one document. The key is no part of it, so that it is written nowhere."""

    address: Address
    name: str
    seconds: float
