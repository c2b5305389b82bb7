"""Annexes: a funder's rules, and the call's own, kept as annexes.yaml has them; read, written, and said in words."""

from renkei.site.calls.annexes.kept import AnnexDefects, annex_of, annexes_of, kept_from, text_of

__all__ = ["AnnexDefects", "annex_of", "annexes_of", "kept_from", "text_of"]
