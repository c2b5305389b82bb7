"""`{% load applications %}`: people by their names."""

from django import template

from renkei.site.accounts.models import User

register = template.Library()


@register.filter
def named(user: User | None) -> str:
    """A person's name, or the address where there is none."""
    return "" if user is None else user.get_full_name() or user.email
