"""What people do after a decision: funders confirm, letters go out, somebody drops out, redress is sought."""

from renkei.site.portfolio.actions.awards import Word, say
from renkei.site.portfolio.actions.letters import send_letters

__all__ = ["Word", "say", "send_letters"]
