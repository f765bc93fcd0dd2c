# What people type. Everything lives in .venv, which is made from pinned and hashed requirements.
.DEFAULT_GOAL := help
.PHONY: help demo test check e2e screenshot bench silence lock page clean

SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Prints the first Python that is new enough and can make a virtual environment. Quits with a sentence if none is.
define find_python
	found=; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found="$$python"; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null && { python_ok="$$python"; break; }; \
	done; \
	if [ -z "$$python_ok" ]; then \
		if [ -n "$$found" ]; then \
			echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; \
		else \
			echo "govbot needs Python 3.11 or newer. Install it, or name it: make demo PYTHON=/path/to/python3.12"; \
		fi >&2; \
		exit 1; \
	fi
endef

help: ## Show this help
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: $(READY) ## Try govbot with a local Slack in the browser (choose a port: make demo PORT=3000)
	@$(PY) -m govbot demo

# Many tests start processes of their own: what is compiled once need not be compiled by each of them.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) ## Run all tests on SQLite and PostgreSQL (choose some: make test ARGS="tests/playbook -x")
	@$(PY) -m pytest -n auto --ignore=tests/e2e $(ARGS)

check: $(READY) ## Lint, format, order of imports, types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy

e2e: $(READY) ## Walk the story in a browser (needs Chromium, found on the path or named by CHROMIUM)
	@$(PY) -m pytest tests/e2e $(ARGS)

screenshot: $(READY) ## Make the pictures of docs/images anew (needs Chromium too)
	@$(PY) -m tests.e2e.screenshot

bench: $(READY) ## Measure the import of 50,000 vendors
	@$(PY) -m tests.benchmarks.import_register

silence: $(READY) ## Measure a month without answers, of 2,000 vendors
	@$(PY) -m tests.benchmarks.month_of_silence

lock: $(READY) ## Pin every dependency anew in requirements.txt and requirements-dev.txt
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

page: ## Build the sandbox's page again (needs Node; its result is committed)
	cd govbot/sandbox/page && npm ci && npm run build

clean: ## Remove what was made here
	rm -rf $(VENV) govbot.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

LOCK := $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# A half-made or moved environment is made anew; a working one is only brought up to date.
$(READY): requirements.txt requirements-dev.txt pyproject.toml
	@$(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { $(find_python); echo "Making $(VENV) with $$python_ok"; \
		"$$python_ok" -m venv --clear $(VENV); }
	@echo "Installing what govbot needs; the first time this takes a minute"
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
