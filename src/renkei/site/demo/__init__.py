"""The made-up programme: an account for each role, a call in each phase, one about to be decided and one decided.

Everything is done by the stations' own actions, at moments counted from the one given: the same moment, the same
programme (but for the random parts of addresses and passwords' hashes).
"""

from renkei.site.demo.programme import PASSWORD, NotEmpty, make_programme

__all__ = ["PASSWORD", "NotEmpty", "make_programme"]
