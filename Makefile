# Everything sets itself up: a virtual environment in .venv, from requirements.lock, made once for each lock.
# PYTHON chooses the interpreter for it, 3.11 or later.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMOS  ?= $(addprefix examples/,mixed.yaml a30.yaml two-gpus.yaml seven-tenants.yaml)

.PHONY: help demo test lint docs bench lock changelog sessions clean
help:
	@echo "make demo   judge the deployments in examples/"
	@echo "make test   run every test"
	@echo "make lint   style, types and layers"
	@echo "make docs   the manual, in docs/_build/html"
	@echo "make bench  measure the engines"
	@echo "make lock   pin the dependencies of pyproject.toml again"
	@echo "make clean  remove what was made here"

# The stamp holds the lock that was installed; a copied or half-made environment has none and is made again.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "septum needs Python 3.11 or later; run: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@for deployment in $(DEMOS); do \
	  echo "\$$ septum verify $$deployment"; \
	  $(BIN)/septum verify $$deployment || exit $$?; \
	done

test: $(READY)
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

docs: $(READY)
	$(BIN)/python -m sphinx -E -W --keep-going -q -b html docs docs/_build/html

bench: $(READY)
	$(BIN)/python bench/prove.py
	$(BIN)/python bench/losses.py
	$(BIN)/python bench/interpret.py
	$(BIN)/python bench/explore.py
	$(BIN)/python bench/traces.py
	$(BIN)/python bench/certificates.py

# The pins in force are kept where they still fit; delete requirements.lock first to take the newest of everything.
lock:
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2
	$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-options --newline lf \
	  --extra build --extra docs --extra lint --extra test --output-file requirements.lock pyproject.toml

changelog: $(READY)
	$(BIN)/towncrier build --draft

sessions: $(READY)
	$(BIN)/python tests/repo/sessions.py

clean:
	rm -rf $(VENV) docs/_build docs/profile .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +
