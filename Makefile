# Everything from a bare machine with Python 3.11 or newer. `make` alone prints this help.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA_DIR ?= var
SIZES ?= 1000,10000,100000
BIN := .venv/bin
MANAGE = $(BIN)/python manage.py
export PORT HOST DATA_DIR SIZES
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Commands that are not a server's need a key and no strictness; what is set in the environment wins
LOCAL := DEBUG=$${DEBUG:-1} SECRET_KEY=$${SECRET_KEY:-local-commands-only}
DEPLOYED := DEBUG=0 SECRET_KEY=a-key-for-this-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=veillee.test SITE_URL=https://veillee.test
SOURCES := incubator programmes participants mentoring showcase

UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL = $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r
else
INSTALL = $(BIN)/python -m pip install --quiet --require-hashes -r
endif

# build_assets fetches npm's packages with the machine's npm, or with one from the Python index
ifeq ($(shell command -v npm 2>/dev/null),)
NODE_STAMP = .venv/node.done
endif

.PHONY: help demo test check format bench reset assets messages messages-extract lock clean

help: ## This text
	@echo "Veillée. Targets:"
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name says; do printf '  make %-17s %s\n' "$$name" "$$says"; done
	@echo "Settings for one run: make demo PORT=8001 HOST=0.0.0.0 DATA_DIR=/somewhere   (docs/operate.md has them all)"

demo: export SITE_URL ?= http://$(if $(filter 0.0.0.0 ::,$(HOST)),127.0.0.1,$(HOST)):$(PORT)
demo: export ALLOWED_HOSTS ?= 127.0.0.1,localhost,$(HOST)
demo: .venv/run.done assets messages ## The whole product with demo data, on http://127.0.0.1:8000 (PORT, HOST, DATA_DIR)
	@mkdir -p "$(DATA_DIR)"
	@[ -s "$(DATA_DIR)/secret-key" ] || (umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))' > "$(DATA_DIR)/secret-key")
	@SECRET_KEY_FILE="$${SECRET_KEY_FILE:-$(DATA_DIR)/secret-key}" $(MANAGE) run_demo

test: .venv/dev.done assets messages ## Every check and test; on SQLite, and on PostgreSQL and Redis where they answer
	@$(MAKE) check || touch .venv/check.failed
	@failed=0; if [ -e .venv/check.failed ]; then rm .venv/check.failed; failed=1; fi; \
	  CHECK_FAILED=$$failed $(BIN)/python -m tests.run $(ARGS)

CHECKS := check-format check-lint check-contracts check-templates check-django check-deploy check-migrations check-messages check-bandit check-types
check: .venv/dev.done messages ## Format, lint, contracts, templates, types, migrations, translations
	@$(MAKE) -k -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) $(CHECKS) && echo "Every check passed."

.PHONY: $(CHECKS)
check-format:
	@$(BIN)/ruff format --check --quiet . >/dev/null && echo "✓ format" || { echo "✗ format: 'make format' mends it"; exit 1; }
check-lint:
	@$(BIN)/ruff check --quiet . && echo "✓ lint"
check-contracts:
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) && echo "✓ contracts" || { echo "$$out"; exit 1; }
check-templates:
	@out=$$($(BIN)/djlint templates --lint --quiet 2>&1) && echo "✓ templates" || { echo "$$out"; exit 1; }
check-django:
	@$(LOCAL) $(MANAGE) check --fail-level WARNING >/dev/null && echo "✓ django"
check-deploy:
	@$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING >/dev/null && echo "✓ django, with production settings"
check-migrations:
	@$(LOCAL) $(MANAGE) makemigrations --check --dry-run && echo "✓ migrations"
check-messages:
	@$(LOCAL) $(MANAGE) translations check && echo "✓ translations"
check-types:
	@$(LOCAL) $(BIN)/mypy --no-error-summary && echo "✓ types"
check-bandit:
	@$(BIN)/bandit --quiet --recursive --severity-level high --configfile pyproject.toml $(SOURCES) 2>/dev/null && echo "✓ bandit"

format: .venv/dev.done ## Lay out Python as the check wants it
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .

bench: .venv/dev.done assets messages ## Fill databases and measure every page (SIZES, DATABASE_URL); writes var/bench.json
	@$(BIN)/python -m bench

reset: ## Empty the demo's data (DATA_DIR)
	@rm -rf -- "$(DATA_DIR)"/db.sqlite3* "$(DATA_DIR)"/media "$(DATA_DIR)"/mail "$(DATA_DIR)"/broker "$(DATA_DIR)"/uploads
	@echo "Emptied $(DATA_DIR). The next 'make demo' loads it afresh."

assets: .venv/run.done $(NODE_STAMP) ## Styles, fonts and scripts into static/built
	@$(LOCAL) $(MANAGE) build_assets

PO := $(wildcard locale/*/LC_MESSAGES/django.po)
messages: $(PO:.po=.mo) ## Compile the translations

locale/%/LC_MESSAGES/django.mo: locale/%/LC_MESSAGES/django.po .venv/run.done
	@$(LOCAL) $(MANAGE) translations compile --language $*

messages-extract: .venv/run.done ## Bring locale/*/django.po up to the texts in code and templates
	@$(LOCAL) $(MANAGE) translations extract

lock: .venv/dev.done ## Write requirements/*.txt afresh from *.in (newest versions, hashed)
	@for name in run dev node; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	    requirements/$$name.in -o requirements/$$name.txt; done

clean: ## Remove what can be made again (not the data)
	@rm -rf .venv node_modules static/built build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made with uv where there is one, else with Python's own tools
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with PYTHON=…")'
ifdef UV
	@$(UV) venv --quiet --python $(PYTHON) .venv
else
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
endif

.venv/run.done: requirements/run.txt | $(BIN)/python
	@echo "Installing what the product needs …"
	@$(INSTALL) requirements/run.txt
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/run.done
	@echo "Installing what checks and tests need …"
	@$(INSTALL) requirements/dev.txt
	@touch $@

.venv/node.done: requirements/node.txt | $(BIN)/python
	@$(INSTALL) requirements/node.txt
	@touch $@
