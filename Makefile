# 清风: every task of the project. `make` alone explains them.
# PYTHON: which Python .venv is made with; the first of 3.11 or newer on this machine unless named (make PYTHON=…).
PYTHON ?=
# WHEELHOUSE: a folder of wheels to install from, where there is no network (make setup WHEELHOUSE=wheelhouse).
export WHEELHOUSE := $(WHEELHOUSE)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
COMPILE = $(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev wheelhouse test check coverage format lint types layers check-browser screenshots check-kills check-setup check-fuzz fuzz audit licences font bench soak mutants eval lock manual clean ready ready-dev ready-ocr

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ready ## Run the bot: a local chat without BOT_TOKEN, Telegram with it
	@$(RUN) bot.py

setup: ready $(EXTRAS:%=ready-%) ## Prepare .venv with what running needs; EXTRAS=ocr: to recognise scans, too
	@echo "✓ .venv 已备好 / ready"

setup-dev: ready-dev ## Prepare .venv with what testing needs too
	@echo "✓ .venv 已备好 / ready"

wheelhouse: ready ## Fetch what running needs into wheelhouse/, for a machine without a network; EXTRAS=ocr, too
	@$(RUN) -E -s make/prepare.py --fetch requirements$(EXTRAS:%=-%).txt

test: ready-dev ## Run the tests
	@$(RUN) -m pytest -q -m "not browser and not kills and not setups and not fuzz" -n auto

check: format lint types layers test check-fuzz check-kills check-setup ## Everything CI checks but the page in Chromium (check-browser): format, lint, types, layers, all tests

coverage: ready-dev ## Run the tests and list the lines and branches they never reach
	@$(RUN) -m pytest -q -m "not browser and not kills and not setups and not fuzz" -n auto --cov --cov-report=term

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

screenshots: ready-dev ## Take pictures of the local chat's main views into build/screenshots/ (needs Debian's chromium)
	@$(RUN) tests/browser/screenshots.py

check-kills: ready-dev ## Kill a process at every await of the paths of a push and of an answer (about half an hour on two cores)
	@$(RUN) -m pytest -q -m kills -n auto

check-setup: ready-dev ## Set up from nothing, break it, build the package and install it (about three minutes)
	@$(RUN) -m pytest -q -m setups -n 2

check-fuzz: ready-dev ## Drive a few arbitrary inputs at every surface (about a minute)
	@$(RUN) -m pytest -q -m fuzz tests/fuzz

fuzz: ready-dev ## Drive a million of them, at least 50,000 at each (COUNT=1000000 SEED=1; one to two hours on one core)
	@QINGFENG_FUZZ_COUNT=$(or $(COUNT),1000000) QINGFENG_FUZZ_SEED=$(or $(SEED),1) \
	    $(RUN) -m pytest -q -m fuzz --timeout=0 tests/fuzz

audit: ready-dev ## Look up what is locked among the known vulnerabilities (needs the network)
	@$(RUN) make/audit.py $(BIN)/uv

bench: ready-dev ## Measure speed and size against named baselines
	@$(RUN) -m bench

soak: ready-dev ## An office's weeks in one process: does anything grow? (COUNT=200000 DAYS=30; an hour or more)
	@$(RUN) -m bench.soak --count $(or $(COUNT),200000) --days $(or $(DAYS),30)

mutants: ready-dev ## Break the code in one place at a time: do the tests notice? (SEED=9 COUNT=200; half an hour or more)
	@$(RUN) -m bench.mutants --seed $(or $(SEED),1) --count $(or $(COUNT),200) $(if $(RECORD),--record $(filter-out 1,$(RECORD)))

eval: ready-dev ## Measure the answers; SETTLED=file: of an office's own editors too
	@SETTLED="$(SETTLED)" $(RUN) -m bench.eval

lock: ready-dev ## Compile the locked requirements from pyproject.toml
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) --extra ocr -c requirements-dev.txt -o requirements-ocr.txt

font: ready-dev ## Make the cards' font anew out of Debian's fonts-noto-cjk (services/cards/font/characters.txt says of what)
	@$(BIN)/uv run -q --no-project --python $(RUN) --with fonttools bench/card_font.py

licences: ready-dev ## Write the licences of what is locked into docs/licences.md
	@PYTHONPATH=. $(RUN) make/licences.py

manual: ready-dev ## Write the command table into the manual
	@PYTHONPATH=. $(RUN) make/manual.py

clean: ## Remove .venv and what the tools left behind
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage build

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
