"""Leads staff to their second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from renkei.site.accounts.models import User


class SecondFactorMiddleware:
    """Where a member of staff who has not proved one finds nothing, they are told what is missing instead.

    It makes no difference whether there was something: both are answered alike.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, or the way to the second factor."""
        response = self._get_response(request)
        user = request.user
        if response.status_code != 404 or request.method != "GET" or not isinstance(user, User):
            return response
        if user.proved_a_second_factor(request) or not user.is_on_the_staff():
            return response
        return redirect(f"{resolve_url('second_factor')}?{urlencode({'next': request.get_full_path()})}")
