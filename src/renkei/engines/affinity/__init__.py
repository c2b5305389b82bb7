"""Affinity: how well each reviewer knows each application, from what both have written; and why."""

from renkei.engines.affinity.affinity import affinity
from renkei.engines.affinity.embedded import Encoder
from renkei.engines.affinity.options import AffinityError, AffinityOptions, Bids
from renkei.engines.affinity.result import Affinity
from renkei.engines.affinity.why import Why, why

__all__ = ["Affinity", "AffinityError", "AffinityOptions", "Bids", "Encoder", "Why", "affinity", "why"]
