"""Everything that a careful reader notes is found with the words that prove it, and nothing else."""

import pytest

from renkei.engines.reading import Draft, read
from tests.engines.reading.careful import DOCUMENTS, NAMES, document, invented, listed, missed

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the public documents are not beside the checkout")
OTHERS = {"agreement", "commitment"}  # listed and judged in test_agreements.py


def drafts_of(name: str) -> tuple[Draft, ...]:
    return tuple(draft for draft in read(document(name)) if draft.kind not in OTHERS)


@pytest.mark.parametrize("name", NAMES)
def test_every_item_of_the_list_is_found_with_its_words(name: str) -> None:
    assert list(missed(listed(name), drafts_of(name), document(name).text)) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_stated_that_the_list_does_not_hold(name: str) -> None:
    assert list(invented(listed(name), drafts_of(name))) == []


def test_a_list_finds_what_is_missing_and_what_is_invented() -> None:
    name = "rusnano-meti-workgroup-2009"
    others = drafts_of("rusnano-japanese-business-club-2008")
    assert len(list(missed(listed(name), others, document(name).text))) > 10
    assert len(list(invented(listed(name), others))) > 10
