"""People with their offices."""

import pytest

from renkei.engines.reading.model import Span
from renkei.engines.reading.people import people


def read(text: str) -> list[tuple[str, ...]]:
    return [
        (text[person.name.start : person.name.end], *(text[one.span.start : one.span.end] for one in person.offices))
        for person in people(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Minister of Economy, Trade and Industry Yasutoshi Nishimura met US Secretary of Commerce Gina Raimondo in",
            [
                ("Yasutoshi Nishimura", "Minister of Economy, Trade and Industry"),
                ("Gina Raimondo", "Secretary of Commerce"),
            ],
        ),
        (
            "H.E. Ms. Mary Ng, Minister of Export Promotion, International Trade and Economic Development, Canada, and",
            [("Mary Ng", "Minister of Export Promotion, International Trade and Economic Development")],
        ),
        (
            "chaired by Ivan Petrov, NIICHEM Deputy Director General, former Russian ambassador to Japan.",
            [("Ivan Petrov", "Deputy Director General", "ambassador to Japan")],
        ),
        ("Prime Minister Narendra Modi said", [("Narendra Modi", "Prime Minister")]),
        (
            "Dr. Ana Silva, director of the Fraunhofer Institute for Systems, said",
            [("Ana Silva", "director of the Fraunhofer Institute for Systems")],
        ),
        ("KISHIDA Fumio, Prime Minister, and", [("KISHIDA Fumio", "Prime Minister")]),
        ("The Minister of Science and the Director met in Paris.", []),
        (
            "Mme Odile Roux, ministre de l'Enseignement supérieur, de la Recherche et de l'Innovation, a",
            [("Odile Roux", "ministre de l'Enseignement supérieur, de la Recherche et de l'Innovation")],
        ),
        ("Bundesforschungsministerin Eva Stark-Lange hat", [("Eva Stark-Lange", "Bundesforschungsministerin")]),
        (
            "El ministro de Economía y Competitividad, Luis de Prado, firmó",
            [("Luis de Prado", "ministro de Economía y Competitividad")],
        ),
        ("президент NEDO Хидэо Мураками подписал", [("Хидэо Мураками", "президент NEDO")]),
        (
            "茂木経済産業大臣は、イスラエル国ナフタリ・ベネット経済大臣と",
            [("茂木", "経済産業大臣"), ("ナフタリ・ベネット", "経済大臣")],
        ),
        ("経済産業大臣と局長級の会合、駐日フランス大使", []),
    ],
)
def test_people_are_read_with_their_offices(text: str, found: list[tuple[str, ...]]) -> None:
    assert read(text) == found
