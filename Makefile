# Each target makes what it needs: `make run` and `make test` work on a fresh machine.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

.DEFAULT_GOAL := help
.PHONY: help run preview test check bench messages format browser

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: $(RUN_READY) ## serve the dashboard at http://localhost:8501
	$(BIN)/streamlit run app.py --server.port $(PORT)

preview: $(RUN_READY) ## serve it with drafts, for this machine only
	$(BIN)/barnsbeste preview --port $(PORT)

test: $(TEST_READY) browser ## style, types, content and every test, in a real browser too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/barnsbeste check
	$(BIN)/barnsbeste schema --check
	$(BIN)/barnsbeste messages --check
	$(BIN)/barnsbeste addresses --check
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(RUN_READY) ## check the content: path:line: message
	$(BIN)/barnsbeste check

bench: $(RUN_READY) ## measure loading and queries beside named peers
	$(BIN)/python benchmarks/catalog.py

messages: $(RUN_READY) ## bring the interface catalogues up to date with the code
	$(BIN)/barnsbeste messages

format: $(TEST_READY) ## put code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: # a Chromium without a window, which is five times as fast; any other will do
	@command -v chromium-headless-shell >/dev/null 2>&1 \
	  || { echo "Installing Debian's Chromium without a window"; sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	       $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-core; } \
	  || command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
	  || { echo "No Chromium found, and none could be installed"; exit 1; }

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(RUN_READY): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(TEST_READY): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(RUN_READY)
