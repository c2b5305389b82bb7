"""The walk-throughs show pictures that are there, small, and each told of once; their links lead somewhere."""

import struct

from tests.site.browser.whole_call.pictures import PLACE
from tests.site.browser.whole_call.told import LINK, WALKS, kept, named

LARGEST, WIDE = 60_000, 1280


def test_every_picture_is_shown_once_and_every_picture_shown_is_there():
    assert sorted(named()) == sorted(kept())


def test_pictures_are_as_wide_as_a_desk_and_small():
    for name in kept():
        content = (PLACE / f"{name}.png").read_bytes()
        (width,) = struct.unpack(">I", content[16:20])
        assert width == WIDE, name
        assert len(content) < LARGEST, name


def test_every_link_of_a_walk_through_leads_to_a_page():
    for walk in WALKS:
        for target in LINK.findall(walk.read_text(encoding="utf-8")):
            assert "://" in target or (walk.parent / target).exists(), (walk.name, target)
