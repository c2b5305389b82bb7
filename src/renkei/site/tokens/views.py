"""A person's tokens."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.tokens.actions import LONGEST_NAME, TokenRefused, make_token, revoke_token
from renkei.site.tokens.models import Token


class TokenForm(forms.Form):
    """What the token is for."""

    name = forms.CharField(label=_("What will use it"), max_length=LONGEST_NAME)


@never_cache
@login_required
def tokens(request: ActorRequest) -> HttpResponse:
    """The person's tokens, and the form for a new one, whose secret is shown in answer to it and never again."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = make_token(request.actor, form.cleaned_data["name"])
            form = TokenForm()
        except TokenRefused as refused:
            form.add_error("name", str(refused))
    own = scoped(request.actor, Token).filter(revoked_at=None)
    return render(request, "tokens/tokens.html", {"tokens": own, "form": form, "secret": secret})


@require_POST
@login_required
def revoke(request: ActorRequest, token: int) -> HttpResponse:
    """Revokes one."""
    try:
        revoke_token(request.actor, token)
    except NotAllowed:
        raise Http404 from None
    return redirect("tokens")
