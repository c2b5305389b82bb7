"""The command line: one verb an engine, one file a verb, which loads what it needs when it runs.

Exit 0 done, 1 the input or the outcome does not hold, 2 wrong usage, 130 interrupted.
"""
