"""Generated small calls with every side condition that a rule can bear."""

from hypothesis import strategies as st

from renkei.settings import Condition
from tests.engines.selection.conditions.calls import ConditionCall, at_most

SCORES = ["14", "13.5", "13", "12", "7"]
SUBJECTS = [("field", "AI"), ("country", "DE"), ("organisation", "org-X"), ("size", "sme")]


@st.composite
def limits(draw: st.DrawFn) -> Condition:
    subject, value = draw(st.sampled_from(SUBJECTS))
    if draw(st.booleans()):
        return at_most(str(draw(st.integers(0, 3))), subject, value)
    return at_most(f"0.0{draw(st.integers(0, 9))}", subject, value, "money")


@st.composite
def condition_calls(draw: st.DrawFn, most: int = 6) -> ConditionCall:
    """Up to six applications asking two funders few cents, so that ties and every limit bind often."""
    names = "ABCDEFGH"[: draw(st.integers(1, most))]
    applications = {}
    for one in names:
        funders = draw(st.sets(st.sampled_from("XY"), max_size=2))
        asks = {funder: draw(st.sampled_from([1, 2, 3, 5])) for funder in sorted(funders)}
        applications[one] = (draw(st.sampled_from(SCORES)), asks)
    partners = [(one, funder) for one, (_, asks) in applications.items() for funder in asks]
    forced = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(["in", "out"]), max_size=2))
    return ConditionCall(
        applications,
        {funder: draw(st.integers(0, 9)) for funder in "XY"},
        bands={one: draw(st.integers(1, 2)) for one in names},
        fields={one: draw(st.sampled_from(["AI", "bio"])) for one in names},
        countries={partner: draw(st.sampled_from(["DE", "JP"])) for partner in partners},
        sizes={partner: draw(st.sampled_from(["sme", "startup", "large"])) for partner in partners},
        forced={one: way for one, way in forced.items() if float(applications[one][0]) >= 8 or way == "out"},
        sets=draw(
            st.dictionaries(st.sampled_from("PQ"), st.sets(st.sampled_from(names), min_size=1).map("".join), max_size=2)
        ),
        conditions=tuple(draw(st.lists(limits(), max_size=2))),
    )
