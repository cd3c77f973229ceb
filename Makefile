# What a maintainer can do. `make help` lists it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres test-browser test-newest coverage check bench lighthouse \
	requirements environment environment-dev environment-newest

# PYTHON if it is given; else the first Python that the site can run on; else whichever there is, which then
# says what is wrong with it.
FIND_PYTHON = if [ -n "$(PYTHON)" ]; then command -v "$(PYTHON)"; exit; fi; \
	for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
		>/dev/null 2>&1 && { echo "$$candidate"; exit; }; done; \
	command -v python3 || command -v python
INSTALL = python=$$($(FIND_PYTHON)); [ -n "$$python" ] \
	|| { echo "Cannot set the site up: no Python found$(if $(PYTHON), at $(PYTHON)). Install Python 3.11 or newer."; exit 1; }; \
	"$$python" requirements/install.py

BIN = .venv/bin
# Tests run on all processors; PYTEST_ARGS narrows them: make test-sqlite PYTEST_ARGS="tests/news -x"
PYTEST = -m pytest -n auto $(PYTEST_ARGS)

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sort | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: environment ## serve the site with its first content on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/python manage.py serve

test: test-sqlite test-postgres test-browser ## run the whole test suite

test-sqlite: environment-dev ## run the tests that need no browser, on SQLite
	$(BIN)/python $(PYTEST) -m "not browser"

test-postgres: environment-dev ## the same on a PostgreSQL that the tests start and stop
	$(BIN)/python -m tests.support.postgres $(BIN)/python $(PYTEST) -m "not browser"

test-browser: environment-dev ## run the browser tests, in Chromium
	$(BIN)/python -m tests.support.chromium $(BIN)/python $(PYTEST) -m browser

test-newest: environment-newest ## run the tests that need no browser on the newest Wagtail allowed
	.venv-newest/bin/python $(PYTEST) -m "not browser"

coverage: environment-dev ## which lines the tests that need no browser leave out
	$(BIN)/python $(PYTEST) -m "not browser" --cov --cov-report=term:skip-covered --cov-report=html

check: environment-dev ## look the code over: style, templates, types, layers, migrations, deployment
	$(BIN)/python -m tests.support.check

bench: environment-dev ## requests per second of the main pages beside a bare Django view
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.template_site
	$(BIN)/python -m tests.benchmarks.scale
	$(BIN)/python -m tests.benchmarks.memory
	$(BIN)/python -m tests.benchmarks.membership
	$(BIN)/python -m tests.benchmarks.search
	$(BIN)/python -m tests.benchmarks.evidence_import
	$(BIN)/python -m tests.benchmarks.evidence
	$(BIN)/python -m tests.benchmarks.directory
	$(BIN)/python -m tests.benchmarks.progress
	$(BIN)/python -m tests.benchmarks.delivery

lighthouse: environment-dev ## Lighthouse's mobile scores of every public page type (needs npx and Chromium)
	$(BIN)/python -m tests.benchmarks.lighthouse

requirements: ## resolve pyproject.toml into the pinned requirement files (needs uv; ARGS=--upgrade for newer)
	./requirements/compile.sh $(ARGS)

environment:
	@$(INSTALL) .venv requirements/runtime.txt

environment-dev:
	@$(INSTALL) .venv requirements/dev.txt

environment-newest:
	@$(INSTALL) .venv-newest requirements/dev-newest.txt
