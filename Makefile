# Each target is one command on a fresh machine: Python 3.11 to 3.14 and GNU make (3.81 will do); no Docker, Java or compiler.
PYTHON ?= python3
BIN := .venv/bin
UV ?= $(shell command -v uv || echo $(BIN)/uv)

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: .venv/.installed ## broker, worker, the seed articles and their table; until Ctrl-C, or ONCE=1 until the table stands
	@echo "roundwire: starting the demo …"
	@$(BIN)/roundwire demo $(if $(filter-out 0,$(ONCE)),--once)

test: .venv/.installed-dev ## all tests; ARGS='-m "not slow"' for the fast ones
	@echo "roundwire: running the tests …"
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/.installed-dev ## ruff and mypy --strict
	@echo "roundwire: ruff and mypy …"
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: .venv/.installed $(if $(filter memory linear,$(WHAT)),,.venv-bench/.installed) ## speed beside spaCy (minutes); WHAT=memory: 100,000 articles; WHAT=linear: 1 MB; ARGS=--help
	@echo "roundwire: measuring …"
	@$(BIN)/python -m bench $(or $(WHAT),reading) $(ARGS)

.venv/.installed: requirements.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh scripts/venv requirements.txt $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@PYTHON="$(PYTHON)" sh scripts/venv requirements-dev.txt $@

.venv-bench/.installed: bench/requirements.txt .venv/.installed
	@echo "roundwire: creating .venv-bench with the packages of bench/requirements.txt (checked by hash) …"
	@$(BIN)/python -m venv --clear .venv-bench && echo '*' > .venv-bench/.gitignore
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --prefer-binary -r bench/requirements.txt && touch $@

lock: ## newest versions into requirements*.txt, with hashes (needs uv)
	@UV="$(UV)" sh scripts/lock

clean: ## away with .venv and everything that was made
	rm -rf .venv .venv-bench build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find streams tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
