"""Generated small calls: everything that the three ways of ranking and the endorsements can meet."""

from hypothesis import strategies as st

from renkei.settings import Endorsing, SelectionSettings
from tests.engines.selection.ranking.calls import RankedCall

VERDICTS = st.sampled_from(["yes", "yes", "yes", ("yes", 150), ("pending", 250), "pending", "no", None])


@st.composite
def applications(draw: st.DrawFn, most: int = 6) -> dict[str, tuple[str, dict[str, int]]]:
    found = {}
    for one in "ABCDEF"[: draw(st.integers(1, most))]:
        funders = draw(st.lists(st.sampled_from("XYZ"), min_size=1, max_size=3, unique=True))
        score = draw(st.sampled_from(["14", "13.5", "13", "12.25", "9", "7"]))
        found[one] = (score, {funder: draw(st.integers(1, 4)) * 100 for funder in funders})
    return found


@st.composite
def endorsing(draw: st.DrawFn) -> Endorsing:
    agencies = draw(st.sampled_from([(), ("lead",), ("partners",), ("lead", "partners")]))
    return Endorsing(agencies, draw(st.sampled_from([(), ("K",)])), draw(st.sampled_from(["waits", "counts"])))


@st.composite
def calls(draw: st.DrawFn) -> RankedCall:
    """Everything at once: lists, votes, endorsements, some applications withdrawn."""
    asks = draw(applications())
    ranks, votes, stances, endorsed = {}, {}, {}, {}
    for funder in "XYZ":
        mine = [one for one, (_, own) in asks.items() if funder in own]
        for rank, one in enumerate(draw(st.permutations(mine)), 1):
            ranks[one, funder] = 2 * rank - 1
            ballot = draw(st.sampled_from(["0", "2.5", "5", "10", "neutral", "abstain", None]))
            if ballot in ("neutral", "abstain"):
                stances[one, funder] = ballot
            elif ballot is not None:
                votes[one, funder] = ballot
    for one, (_, own) in asks.items():
        for who in (*own, "K"):
            word = draw(VERDICTS)
            if word is not None:
                endorsed[one, who] = word[0] if who == "K" and isinstance(word, tuple) else word
    return RankedCall(
        asks,
        {funder: draw(st.integers(0, 9)) * 100 for funder in "XYZ"},
        ranks=ranks,
        votes=votes,
        stances=stances,
        endorsed=endorsed,
        shared={
            (one, funder): draw(st.integers(1, amount - 1))
            for one, (_, own) in asks.items()
            for funder, amount in own.items()
            if draw(st.booleans())
        },
        status=dict.fromkeys(draw(st.sets(st.sampled_from(sorted(asks)), max_size=1)), "withdrawn"),
        selection=SelectionSettings(
            rule=draw(st.sampled_from(["ranking", "gaps", "gaps", "best", "sum"])),
            bands="each",
            who_ranks=draw(st.sampled_from(["joint", "merged", "national_points"])),
            merge=draw(st.sampled_from(["mean", "worst", "upper_halves"])),
            points_places=draw(st.integers(0, 4)),
            endorsements=draw(endorsing()),
        ),
        best=draw(st.sampled_from(["high", "high", "low"])),
    )
