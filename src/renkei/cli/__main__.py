"""`python -m renkei.cli` is the command `renkei`."""

from renkei.cli import app

app(prog_name="renkei")
