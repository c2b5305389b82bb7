"""Annexes are kept as they were written, checked with all their defects, and said in words."""

import pytest
from django.utils import translation

from renkei.site.calls.annexes import AnnexDefects, annex_of, kept_from, text_of
from renkei.site.calls.annexes.words import told
from renkei.site.calls.forms import CallForm
from tests.site.calls.conftest import ANNEX

TEXT = """currency: JPY
sizes: [sme, startup]
countries: [JP]
rate: 50
ceiling:
  startup: 100000000
  else: 60000000
floor: 1000000
costs:
  paid: [personnel, travel]
  at_most:
    travel: 10
"""


def test_what_is_written_is_kept_as_printed_and_can_be_written_again():
    assert kept_from(TEXT) == ANNEX
    assert kept_from(text_of(ANNEX)) == ANNEX
    assert "sizes: [sme, startup]\n" in text_of(ANNEX)
    assert "rate: 50\n" in text_of(ANNEX)
    assert kept_from("  \n") == {}
    assert text_of({}) == ""


def test_every_defect_is_told_by_the_key_that_was_written():
    with pytest.raises(AnnexDefects) as said:
        kept_from("rate: 150\nsizes: [giants]\ncountry: JP\n")
    assert {defect.column for defect in said.value.defects} == {"rate", "sizes", "country"}
    with pytest.raises(AnnexDefects):
        kept_from("rate: [")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", ["annex, ligne 1, rate : un pourcentage est entre 0 et 100; écrire un nombre de 0 à 100"]),
        ("ja", ["annex, 1 行目, rate：百分率は 0 から 100 の間です; 0 から 100 の数を書いてください"]),
    ],
)
def test_what_does_not_hold_in_rules_is_said_in_the_readers_language_beside_their_field(code, said):
    with translation.override(code):
        assert CallForm({"rules": "rate: 150\n"}).errors["rules"] == said


def test_a_key_of_the_call_alone_is_refused_in_an_annex():
    assert annex_of(kept_from("count_self_funded: yes", of_call=True), of_call=True).count_self_funded
    with pytest.raises(AnnexDefects):
        kept_from("count_self_funded: yes")


def test_an_annex_is_told_rule_by_rule():
    words = {one.rule: one.words for one in told(annex_of(ANNEX))}
    assert words["sizes"] == "SME and startup"
    assert words["countries"] == "Japan"
    assert words["rate"] == "50%"
    assert words["ceiling"].startswith("startup: JPY")
    assert words["ceiling"].endswith("60,000,000")
    assert words["costs.at_most"] == "at most travel 10%"
    with translation.override("ja"):
        assert {one.rule: one.words for one in told(annex_of(ANNEX))}["countries"] == "日本"


def test_every_rule_that_annexes_know_is_told():
    rules = """currency: EUR
organisations_at_least: 2
organisations_at_most: 9
countries_at_least: 2
organisation_share: 70
country_share: 60.5
share_of: amount
includes: [sme]
includes_countries: [FR, DE]
led_by: [university, institute]
leads_at_most: 1
applications_at_most: 3
total_ceiling: 1000000
"""
    words = {one.rule: one.words for one in told(annex_of(kept_from(rules, of_call=True), of_call=True))}
    assert words["country_share"] == "60.5% of all that is asked"
    assert words["led_by"] == "university or research institute"
    keys = {line.partition(":")[0] for line in rules.splitlines()} - {"currency", "share_of"}
    assert words.keys() == keys
