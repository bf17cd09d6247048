# 清风: every task of the project. `make` alone explains them.
# The first Python of 3.11 or newer on this machine; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev test check coverage format lint types layers check-browser check-kills bench eval lock manual clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.ready ## Run the bot: a local chat without BOT_TOKEN, Telegram with it
	@$(RUN) bot.py

setup: $(VENV)/.ready ## Prepare .venv with what running needs
	@echo "✓ .venv 已备好 / ready"

setup-dev: $(VENV)/.ready-dev ## Prepare .venv with what testing needs too

test: $(VENV)/.ready-dev ## Run the tests
	@$(RUN) -m pytest -q -m "not browser and not kills" -n auto

check: format lint types layers test check-kills ## Everything CI checks: format, lint, types, layers, all tests

coverage: $(VENV)/.ready-dev ## Run the tests and list the lines and branches they never reach
	@$(RUN) -m pytest -q -m "not browser and not kills" -n auto --cov --cov-report=term

format: $(VENV)/.ready-dev ## Is every file formatted?
	@$(BIN)/ruff format --check .

lint: $(VENV)/.ready-dev ## Look for mistakes (ruff)
	@$(BIN)/ruff check .

types: $(VENV)/.ready-dev ## Check the types (mypy, strict)
	@$(BIN)/mypy && $(BIN)/mypy tests/browser/conftest.py

layers: $(VENV)/.ready-dev ## Do imports only go down?
	@$(BIN)/lint-imports --no-cache

check-browser: $(VENV)/.ready-dev ## Try the local chat in Chromium (needs Debian's chromium)
	@$(RUN) -m pytest -q -m browser

check-kills: $(VENV)/.ready-dev ## Kill a process at every await of the push path (about four minutes)
	@$(RUN) -m pytest -q -m kills -n 2

bench: $(VENV)/.ready-dev ## Measure speed and size against named baselines
	@$(RUN) -m bench

eval: $(VENV)/.ready-dev ## Measure the answers; SETTLED=file: of an office's own editors too
	@SETTLED="$(SETTLED)" $(RUN) -m bench.eval

lock: $(VENV)/.ready-dev ## Compile the locked requirements from pyproject.toml
	@$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header -o requirements.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header -c requirements.txt -o requirements-dev.txt

manual: $(VENV)/.ready-dev ## Write the command table into the manual
	@PYTHONPATH=. $(RUN) docs/write_manual.py

clean: ## Remove .venv and what the tools left behind
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

# The environment is made anew when a requirement changes. Hashes are checked.
$(VENV)/.ready: requirements.txt
	@echo "正在准备运行环境（第一次约一分钟）… Setting up .venv (about a minute the first time)…"
	@test -x $(RUN) || test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@echo "正在准备测试环境… Setting up what the tests need…"
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
