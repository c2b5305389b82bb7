"""Why a reviewer knows an application."""

import pytest

from renkei.engines.affinity import AffinityError, AffinityOptions, affinity, why
from tests.engines.affinity.calls import PUBLICATIONS, small


def test_the_terms_and_publications_that_make_an_affinity_are_named_with_their_shares() -> None:
    found = why(affinity(small()).model, "A1", "R1")
    assert "electrolyte" in {term for term, _ in found.terms}
    assert found.texts[0][:3] == ("publications", "P1", "Lithium ion transport in solid electrolytes")
    assert [share for *_, share in found.texts] == sorted((share for *_, share in found.texts), reverse=True)


def test_the_shares_of_all_terms_and_of_all_texts_are_one() -> None:
    found = why(affinity(small()).model, "A1", "R1", many=100)
    assert sum(share for _, share in found.terms) == pytest.approx(1)
    assert sum(share for *_, share in found.texts) == pytest.approx(1)


def test_keywords_and_past_reviews_stand_among_the_texts() -> None:
    past = {"past_application_id": "Z1", "reviewer_id": "R3", "title": "Lithium batteries"}
    found = why(affinity(small(past_reviews=[past])).model, "A1", "R3")
    assert {kind for kind, *_ in found.texts} == {"keywords", "past_reviews"}


def test_nothing_speaks_for_a_reviewer_without_a_word() -> None:
    found = why(affinity(small()).model, "A1", "R4")
    assert (found.terms, found.texts) == ((), ())


@pytest.mark.parametrize("pair", [("A9", "R1"), ("A1", "R9")])
def test_a_pair_of_nobody_is_refused_in_words(pair: tuple[str, str]) -> None:
    with pytest.raises(AffinityError, match="is not in the call"):
        why(affinity(small()).model, *pair)


def test_what_weighs_nothing_is_not_named() -> None:
    options = AffinityOptions(keywords=0)
    assert affinity(small(publications=PUBLICATIONS), options).silent == ("R3", "R4")
