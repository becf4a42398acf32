# Needs Python 3.11 or newer and make; everything else goes into .venv. Windows without make: see README.md.

PYTHON ?= python3
LAB_FLAGS ?=
CLASS_FLAGS ?=
TEST_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
COPIED := $(wildcard helpers/class_view/* helpers/class_view/static/* helpers/lab_settings/*)

.PHONY: lab class test coverage check bench pictures lock release clean
.DEFAULT_GOAL := lab

lab: $(VENV)/learner  ## the series in JupyterLab
	$(BIN)/mbc lab $(LAB_FLAGS)

class: $(VENV)/learner  ## the series as pages without code
	$(BIN)/mbc class $(CLASS_FLAGS)

test: $(VENV)/developer  ## every test, a browser included
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest $(TEST_FLAGS)

coverage: $(VENV)/developer  ## the same, and which lines no test reaches; takes twice as long
	$(BIN)/python -m pytest --cov=helpers --cov-report=term-missing:skip-covered $(TEST_FLAGS)

check: $(VENV)/developer  ## lint, types, written files, data
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mbc release --check
	$(BIN)/mbc check

bench: $(VENV)/developer  ## how fast, how big
	$(BIN)/python -m tests.bench

pictures: $(VENV)/developer  ## the pictures of README.md
	$(BIN)/python -m tests.pictures

release: $(VENV)/developer  ## README badges, environment.yml, CITATION.cff, page colors
	$(BIN)/mbc release --write

# Needs uv. No index address may stand in a lock: each school may have its own mirror.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --quiet --custom-compile-command "make lock"
lock:
	$(COMPILE) --extra lab --group build --output-file requirements.lock
	$(COMPILE) --extra lab --extra check --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV)

# Each step leaves its mark as the last thing it does, so an interrupted one starts over.

$(VENV)/made:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed, this is ' + sys.version.split()[0] + '. Name another one: make PYTHON=python3.12')"
	$(PYTHON) -m venv --clear $(VENV)
	touch $@

$(VENV)/learner: $(VENV)/made requirements.lock pyproject.toml helpers/__init__.py $(COPIED)
	@echo "Installing what the series needs into $(VENV) ..."
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/developer: $(VENV)/learner requirements-dev.lock
	@echo "Installing what the tests need into $(VENV) ..."
	$(PIP) --require-hashes --requirement requirements-dev.lock
	touch $@
