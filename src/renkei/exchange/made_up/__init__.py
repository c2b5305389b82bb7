"""A made-up joint call of a real one's shape, to try everything on; every name in it says that it is made up."""

from renkei.exchange.made_up.annexes import made_up_annexes
from renkei.exchange.made_up.call import Size, made_up_call
from renkei.exchange.made_up.forum import ForumSize, made_up_forum
from renkei.exchange.made_up.pool import REVIEW, SCORE, lead_name, made_up_pool
from renkei.exchange.made_up.portfolio import made_up_portfolio

__all__ = [
    "REVIEW",
    "SCORE",
    "ForumSize",
    "Size",
    "lead_name",
    "made_up_annexes",
    "made_up_call",
    "made_up_forum",
    "made_up_pool",
    "made_up_portfolio",
]
