# Everything installs into .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench storm pictures docs clean browser

demo: $(READY)  ## an example call made, checked, decided and verified; then a made-up site, opened in a terminal
	rm -rf out/demo out/demo-site
	$(BIN)/renkei example out/demo
	$(BIN)/renkei check out/demo
	$(BIN)/renkei select out/demo --rule best --out out/demo-decision
	$(BIN)/renkei verify --replay out/demo-decision/decision.json out/demo
	@echo "Open out/demo-decision/decision.html"
	$(BIN)/renkei site demo out/demo-site

test: $(READY) browser  ## all tests, on SQLite; then the site's on PostgreSQL, a server of their own
	$(BIN)/pytest -n auto
	$(BIN)/python -m tests.site.on_postgresql -n auto

browser:  ## Chromium for the browser tests, where it can be had; without it they skip
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 \
		|| (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null) \
		|| echo "No Chromium: the browser tests skip."

check: $(READY)  ## the gate: style, types, import order, fresh documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## every figure of benchmarks/results.md, both sides in one run; takes long
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[dev,bench]"
	$(BIN)/python benchmarks/run.py

storm: $(READY)  ## the last hour before a deadline, on this machine: about ten minutes
	$(BIN)/python benchmarks/site/storm.py

pictures: $(READY) browser  ## the pictures of docs/walkthroughs, taken by the test that walks a whole call
	PICTURES=1 $(BIN)/pytest -n 0 tests/site/browser/test_whole_call.py

docs: $(READY)  ## the generated pages
	$(BIN)/python -m renkei.programme.reference

clean:
	rm -rf $(VENV) out

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Renkei needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@echo "Compiling the solver for this machine, once: about a minute."
	$(BIN)/python -m renkei.solvers.prepare
	@touch $@
