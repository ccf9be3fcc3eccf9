# Kembar. `make help` lists the targets.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test demo lint fix gate bench clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(VENV)/.installed  ## the daemon: crawl, flag, alert; the reading room on 127.0.0.1:8001
	@exec $(BIN)/kembar run

test: $(VENV)/.tested  ## the whole test suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 3 --dist loadfile $(ARGS)

demo: $(VENV)/.installed  ## the same on local replica outlets, without internet
	@exec $(BIN)/kembar demo

lint: $(VENV)/.tested  ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(VENV)/.tested  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gate: $(VENV)/.tested  ## score the rules, the extraction and the freshness
	$(BIN)/python -m benchmarks.rules_gate
	$(BIN)/python -m benchmarks.rules_corpus
	$(BIN)/python -m benchmarks.rules_speed
	$(BIN)/python -m benchmarks.stories_gate
	$(BIN)/python -m benchmarks.extraction_gate
	$(BIN)/python -m benchmarks.freshness

bench: $(VENV)/.tested  ## pages a second beside bare trafilatura, polls beside plain Scrapy
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python -m benchmarks.polling

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Kembar needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "python3 -m venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

clean:  ## remove the environment and the caches, never the archive
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist
