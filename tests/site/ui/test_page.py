"""The layout: languages, time zones, light and dark, forms, and pages that say what went wrong."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from renkei.site.accounts.models import User
from renkei.site.ui.moments import words
from tests.site.conftest import person

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 3, 12, 5, 9, tzinfo=UTC)


def text(response):
    return response.content.decode()


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_the_first_page_has_a_skip_link_a_search_and_a_main_part_and_nothing_inline(client):
    page = text(client.get("/"))
    assert all(part in page for part in ('href="#main"', '<main id="main"', 'role="search"'))
    assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page)


@pytest.mark.parametrize(("code", "word"), [("en", "Log in"), ("ja", "ログイン"), ("fr", "Se connecter")])
def test_a_language_chosen_in_the_header_stays(client, code, word):
    answer = client.post("/display/switch/", {"language": code, "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    page = text(client.get("/"))
    assert f'<html lang="{code}"' in page
    assert word in page


def test_a_person_finds_their_language_and_zone_on_another_device(client):
    user = person("a@x.example")
    User.objects.filter(pk=user.pk).update(language="fr", time_zone="Asia/Tokyo")
    client.force_login(user)
    page = text(client.get("/"))
    assert '<html lang="fr"' in page
    assert "Asia/Tokyo" in page


def test_settings_are_kept_in_cookies_and_for_a_person_in_the_account(client):
    user = person("a@x.example")
    client.force_login(user)
    client.post("/display/?next=/calls/", {"language": "ja", "time_zone": "America/St_Johns", "appearance": "dark"})
    user.refresh_from_db()
    assert (user.language, user.time_zone) == ("ja", "America/St_Johns")
    assert 'data-appearance="dark"' in text(client.get("/"))


def test_what_is_not_offered_is_ignored_and_no_other_site_is_led_to(client):
    answer = client.post("/display/switch/", {"language": "xx", "appearance": "pink", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert not answer.cookies
    client.cookies["renkei_zone"] = "../../etc/passwd"
    client.cookies["renkei_appearance"] = '"><b>'
    page = text(client.get("/"))
    assert "Times are in UTC." in page
    assert 'data-appearance="auto"' in page


def test_a_moment_names_its_zone():
    with timezone.override("Asia/Tokyo"):
        assert words(AT) == "3 Mar 2027, 21:05 UTC+9"
        assert words(AT, UTC, seconds=True) == "3 Mar 2027, 12:05:09 UTC"
    with timezone.override("America/St_Johns"):
        assert words(AT).endswith("UTC\N{MINUS SIGN}3:30")
    with translation.override("fr"):
        assert words(AT) == "3 mars 2027, 12:05 UTC"
    zoned = drawn('{{ at|moment_in:"Asia/Tokyo" }}', at=AT)
    assert zoned == '<time datetime="2027-03-03T12:05:09+00:00">3 Mar 2027, 21:05 UTC+9</time> (Tokyo)'


def test_amounts_and_countries_are_in_the_readers_language():
    assert drawn('{{ a|amount:"EUR" }}', a=123456700) == "EUR\N{NO-BREAK SPACE}1,234,567"
    assert drawn('{{ a|amount:"EUR" }}', a=123456789) == "EUR\N{NO-BREAK SPACE}1,234,567.89"
    assert drawn('{{ a|amount:"JPY" }}', a=None) == "–"
    with translation.override("ja"):
        assert drawn('{{ "JP;CA"|countries }}') == "日本、カナダ"


def test_a_persons_text_is_never_markup():
    assert drawn("{{ t|paragraphs }}", t="<b>one\r\ntwo\n\nthree") == "<p>&lt;b&gt;one<br>two</p>\n<p>three</p>"


class AmountForm(forms.Form):
    amount = forms.IntegerField(label="Amount", help_text="In JPY.")
    sure = forms.BooleanField(label="Sure", required=False)


def test_an_error_stands_beside_its_field_and_in_a_summary_that_links_to_it():
    page = str(AmountForm({"amount": "x"}))
    assert "One thing needs to be changed" in page
    assert '<a href="#id_amount">Amount: Enter a whole number.</a>' in page
    assert 'id="id_amount_error"' in page
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in page
    assert 'aria-invalid="true"' in page


def test_what_is_not_there_has_a_page_of_our_own(client):
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert "Not found" in text(answer)
    assert 'href="#main"' in text(answer)
