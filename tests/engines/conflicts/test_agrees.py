"""The engine finds what a double loop over all pairs finds, and after a change the same as from nothing."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.engines.conflicts import Material, changes, conflicts, renewed
from tests.engines.conflicts.making import DAY, calls, rule_sets, tables
from tests.engines.conflicts.naive import Call

patient = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
met: Counter[tuple[str, bool]] = Counter()


@patient
@given(calls(), rule_sets)
def test_the_joins_find_what_a_double_loop_finds(rows, rules):
    found = conflicts(Material.of(tables(rows)), rules, DAY).found
    by_key = {
        (row["application_id"], row["reviewer_id"], row["rule"]): (row["to_confirm"], row["since"], row["until"])
        for row in found.to_dicts()
    }
    assert found.height == len(by_key)
    assert by_key == Call(rows, rules, DAY).all()
    met.update((rule.split(":")[1], likely) for (_, _, rule), (likely, _, _) in by_key.items())


@patient
@given(st.data(), calls(), calls(), rule_sets, rule_sets)
def test_after_a_change_the_result_is_that_from_nothing(data, rows, others, rules, other_rules):
    """Any of the tables may be another call's, and any of the rules."""
    taken = data.draw(st.sets(st.sampled_from(sorted(rows)), max_size=3))
    after = {name: others[name] if name in taken else given for name, given in rows.items()}
    new_rules = replace(rules, call=other_rules.call) if data.draw(st.booleans()) else rules
    if data.draw(st.booleans()):
        new_rules = replace(new_rules, funders=other_rules.funders)
    before, then = Material.of(tables(rows)), Material.of(tables(after))
    changed = changes((before, rules, DAY), (then, new_rules, DAY))
    made = renewed(conflicts(before, rules, DAY), then, new_rules, DAY, changed)
    anew = conflicts(then, new_rules, DAY)
    for name in ("found", "unasked", "cleared", "members"):
        assert getattr(made, name).equals(getattr(anew, name)), name
