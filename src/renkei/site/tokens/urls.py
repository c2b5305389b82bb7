"""Addresses of tokens."""

from django.urls import path

from renkei.site.tokens.views import revoke, tokens

urlpatterns = [path("", tokens, name="tokens"), path("<int:token>/revoke/", revoke, name="revoke_token")]
