# 清风: every task of the project. `make` alone explains them.
# PYTHON: which Python .venv is made with; the first of 3.11 or newer on this machine unless named (make PYTHON=…).
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
COMPILE = $(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev test check coverage format lint types layers check-browser check-kills check-setup bench eval lock manual clean ready ready-dev ready-ocr

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ready ## Run the bot: a local chat without BOT_TOKEN, Telegram with it
	@$(RUN) bot.py

setup: ready $(EXTRAS:%=ready-%) ## Prepare .venv with what running needs; EXTRAS=ocr: to recognise scans, too
	@echo "✓ .venv 已备好 / ready"

setup-dev: ready-dev ## Prepare .venv with what testing needs too
	@echo "✓ .venv 已备好 / ready"

test: ready-dev ## Run the tests
	@$(RUN) -m pytest -q -m "not browser and not kills and not setups" -n auto

check: format lint types layers test check-kills check-setup ## Everything CI checks: format, lint, types, layers, all tests

coverage: ready-dev ## Run the tests and list the lines and branches they never reach
	@$(RUN) -m pytest -q -m "not browser and not kills and not setups" -n auto --cov --cov-report=term

format: ready-dev ## Is every file formatted?
	@$(BIN)/ruff format --check .

lint: ready-dev ## Look for mistakes (ruff)
	@$(BIN)/ruff check .

types: ready-dev ## Check the types (mypy, strict)
	@$(BIN)/mypy && $(BIN)/mypy tests/browser/conftest.py

layers: ready-dev ## Do imports only go down?
	@$(BIN)/lint-imports --no-cache

check-browser: ready-dev ## Try the local chat in Chromium (needs Debian's chromium)
	@$(RUN) -m pytest -q -m browser

check-kills: ready-dev ## Kill a process at every await of the push path (about four minutes)
	@$(RUN) -m pytest -q -m kills -n 2

check-setup: ready-dev ## Set up from nothing, break it, build the package and install it (about three minutes)
	@$(RUN) -m pytest -q -m setups -n 2

bench: ready-dev ## Measure speed and size against named baselines
	@$(RUN) -m bench

eval: ready-dev ## Measure the answers; SETTLED=file: of an office's own editors too
	@SETTLED="$(SETTLED)" $(RUN) -m bench.eval

lock: ready-dev ## Compile the locked requirements from pyproject.toml
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) --extra ocr -c requirements.txt -o requirements-ocr.txt

manual: ready-dev ## Write the command table into the manual
	@PYTHONPATH=. $(RUN) docs/write_manual.py

clean: ## Remove .venv and what the tools left behind
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

# What .venv must hold before a task. Looking takes a moment; make/prepare.py does the rest when something is missing.
ready: ; $(call prepare,requirements.txt)
ready-dev: ; $(call prepare,requirements-dev.txt)
ready-ocr: ; $(call prepare,requirements-ocr.txt)

define prepare
@$(RUN) -E -s make/prepare.py --check $(1) 2>/dev/null || { \
    for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3.14 python3 $(RUN)); do \
        $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
            exec $$python -E -s make/prepare.py $(1); \
    done; \
    echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
endef
