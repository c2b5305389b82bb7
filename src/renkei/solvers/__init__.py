"""Exact solvers: sets of applications within budgets, best level by level, with bounds that anybody can check."""
