"""The search for multipliers that certify a level's bound."""

from renkei.solvers.lexicographic import portfolio
from renkei.solvers.packing import Limit
from renkei.solvers.proof import Proof
from tests.solvers.cases import uneven


def test_multipliers_of_many_levels_are_found_without_stalling() -> None:
    proof = Proof(*uneven(6), None, None, None)
    assert proof.run(Limit()) is None
    searched = proof.work
    found = portfolio(proof, None)
    assert proof.work - searched < 5000
    assert all(bound.value <= bound.certified for bound in found.bounds)
