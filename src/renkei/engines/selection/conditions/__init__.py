"""Side conditions: forcing in and out, upper limits, exclusive sets; docs/decisions/0010-side-conditions.md."""
