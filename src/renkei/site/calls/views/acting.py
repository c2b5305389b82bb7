"""What the secretariat's pages share: the call that may be changed, and a form whose action was done or not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import get_object_or_404

from renkei.defects import DefectsFound
from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest


def changeable(request: ActorRequest, slug: str) -> Call:
    """The call that the actor may change; a page that is not there for everybody else."""
    return get_object_or_404(scoped(request.actor, Call, "change"), slug=slug)


def done(request: ActorRequest, form: forms.Form, act: Callable[[], Any], said: str) -> bool:
    """Whether a sent form held and its action was done; what stood in the way is told beside the fields."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        for name, errors in _by_field(error).items():
            form.add_error(name if name in form.fields else None, errors)
        return False
    except DefectsFound as found:
        form.tell(found.defects)  # type: ignore[attr-defined]  # such an action has a form that knows where each stands
        return False
    messages.success(request, said)
    return True


def _by_field(error: ValidationError) -> dict[str, Any]:
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
