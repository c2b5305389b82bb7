"""Every string of the site is there in every language."""

import pytest

from renkei.site.ui.catalogues.check import at_odds, untranslated
from renkei.site.ui.catalogues.extract import strings
from renkei.site.ui.catalogues.place import LANGUAGES, Place, places
from renkei.site.ui.catalogues.refresh import compiled, refresh, refreshed

TEMPLATE = """{% load i18n %}
    {% translate "One" %}
  {% blocktranslate count n=rows|length trimmed %}
    {{ n }} row {% plural %} {{ n }} rows {% endblocktranslate %}
{% translate "May" context "month" %} it's (unbalanced"""


@pytest.mark.parametrize("place", places(), ids=lambda place: place.folder.name)
def test_every_string_is_translated_and_the_catalogues_are_those_of_the_sources(place):
    assert list(untranslated(place)) == []
    for language in LANGUAGES:
        po = place.po(language)
        if po.exists():
            assert po.read_bytes() == refreshed(place, language), "python -m renkei.site.ui.catalogues"
            assert po.with_suffix(".mo").read_bytes() == compiled(po.read_bytes(), language)


def test_no_two_catalogues_say_the_same_string_differently():
    assert list(at_odds(places())) == []


def test_a_string_said_in_two_ways_is_named_but_for_one_with_a_context(tmp_path):
    made = [Place(tmp_path / name) for name in ("desk", "meeting")]
    for one, word in zip(made, ("残り", "左"), strict=True):
        one.folder.mkdir()
        (one.folder / "page.html").write_text('{% translate "Left" %}{% translate "Left" context "' + word + '" %}')
        refresh(one)
        po = one.po("ja")
        po.write_text(po.read_text().replace('msgstr ""', f'msgstr "{word}"'))
    assert [line for line in at_odds(made) if line.startswith("ja")] == [
        "ja: desk and meeting say 'Left' differently: agree, or give one a context"
    ]


@pytest.fixture
def place(tmp_path):
    (tmp_path / "page.html").write_text(TEMPLATE)
    (tmp_path / "views.py").write_text('_("Two")\nngettext("a", "b", n)\n_(name)\n')
    return Place(tmp_path)


def test_strings_of_templates_and_python_are_found_with_plurals_and_contexts(place):
    found = {(message.id, message.context) for message in strings(place) if message.id}
    assert found == {
        ("One", None),
        (("%(n)s row", "%(n)s rows"), None),
        ("May", "month"),
        ("Two", None),
        (("a", "b"), None),
    }


def test_a_string_without_translation_or_with_other_values_is_named(place):
    assert sum("not translated" in said for said in untranslated(place)) == 5 * len(LANGUAGES)
    refresh(place)
    po = place.po("ja")
    text = po.read_text().replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "一 %(x)s"')
    po.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "行"', 1))
    said = [line for line in untranslated(place) if "/ja/" in line]
    assert sum("not translated" in line for line in said) == 3
    assert sum("other values" in line for line in said) == 1
    assert sum("missing" in line for line in said) == 1


def test_refreshing_keeps_translations_and_drops_strings_that_are_gone(place):
    refresh(place)
    po = place.po("fr")
    po.write_text(po.read_text().replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "Un"'))
    (place.folder / "views.py").unlink()
    refresh(place)
    assert 'msgstr "Un"' in po.read_text()
    assert "Two" not in po.read_text()
    assert refresh(place) == []
