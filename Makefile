# What a person needs: make plan NUMBER='+7 916 123-45-67'   and   make help
# It takes Python 3.11 or newer and make; everything else is installed into .venv, pinned by hash.

PYTHON ?= python3
ARGS ?=

VENV := .venv
TEST_VENV := .venv-test
PIP := -m pip --disable-pip-version-check --no-input --quiet
SOURCES := $(shell find src hatch_build.py -type f -not -name '*.pyc' -not -path '*/_bundle/*' 2>/dev/null) \
           pyproject.toml README.md CHANGELOG.md LICENSE

# The number reaches the shell as a variable, never as a piece of the command.
export NUMBER
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help plan install test system lint docs unit bench soak api lock clean
.DELETE_ON_ERROR:

help:
	@echo "make plan NUMBER='+7 916 123-45-67'   install into .venv and print the plan (more options in ARGS)"
	@echo "make install                          install only; then .venv/bin/simoff --help"
	@echo "make test                             lint, types, import rules, docs and all tests, against the built wheel"
	@echo "make docs                             the site of the documentation, in build/site"
	@echo "make bench | soak                     measure | the long fuzz runs"
	@echo "make api                              write docs/api/openapi.json again"
	@echo "make lock                             pin requirements/*.in again"
	@echo "make clean                            remove what was built"

plan: install
	@if [ -z "$$NUMBER" ]; then echo "Say which number: make plan NUMBER='+7 916 123-45-67'" >&2; exit 2; fi
	@$(VENV)/bin/simoff plan "$$NUMBER" $(ARGS)

install: $(VENV)/.installed

$(VENV)/.requirements: requirements/run.txt requirements/build.txt
	@./requirements/venv $(PYTHON) $(VENV)
	@echo "Installing what simoff needs into $(VENV) (once) ..." >&2
	@$(VENV)/bin/python $(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.requirements $(SOURCES)
	@rm -rf build/wheel
	@$(VENV)/bin/python $(PIP) wheel --no-index --no-deps --no-build-isolation --wheel-dir build/wheel .
	@$(VENV)/bin/python $(PIP) install --no-index --no-deps --force-reinstall build/wheel/simoff-*.whl
	@touch $@

$(TEST_VENV)/.requirements: requirements/test.txt
	@./requirements/venv $(PYTHON) $(TEST_VENV)
	@$(TEST_VENV)/bin/python $(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(TEST_VENV)/.installed: $(TEST_VENV)/.requirements $(SOURCES)
	@rm -rf build/test-wheel
	@$(TEST_VENV)/bin/python $(PIP) wheel --no-index --no-deps --no-build-isolation --wheel-dir build/test-wheel .
	@$(TEST_VENV)/bin/python $(PIP) install --no-index --no-deps --force-reinstall build/test-wheel/simoff-*.whl
	@touch $@

# One goal after the other, so that pytest's closing line is the last one printed.
test: system lint docs
	@$(MAKE) --no-print-directory unit

# Programs that single tests need, where they can be installed; without them those tests are skipped.
system:
	@./requirements/system
	@./requirements/node/install

lint: $(TEST_VENV)/.installed
	@$(TEST_VENV)/bin/ruff check --quiet .
	@$(TEST_VENV)/bin/mypy --no-error-summary
	@$(TEST_VENV)/bin/lint-imports --no-cache > build/lint-imports.txt || { cat build/lint-imports.txt; exit 1; }

# Strict: a link or anchor that leads nowhere stops it. Nothing is fetched, and no page fetches anything.
docs: $(TEST_VENV)/.installed
	@$(TEST_VENV)/bin/python tools/make_docs.py
	@NO_MKDOCS_2_WARNING=1 $(TEST_VENV)/bin/mkdocs build --strict --quiet

unit: $(TEST_VENV)/.installed
	@SIMOFF_TEST_WHEEL=1 $(TEST_VENV)/bin/pytest -q -n 2 -m "not soak" $(ARGS)

bench: $(TEST_VENV)/.installed
	@for file in bench/*.py; do echo "== $$file"; $(TEST_VENV)/bin/python "$$file" || exit 1; done

soak: $(TEST_VENV)/.installed
	@$(TEST_VENV)/bin/pytest -q -m soak $(ARGS)

api: $(TEST_VENV)/.installed
	@$(TEST_VENV)/bin/python tools/make_api.py

# run.txt first: the other two are held to its versions.
lock:
	@for name in run build team test; do \
	  (cd requirements && CUSTOM_COMPILE_COMMAND="make lock" pip-compile --quiet --generate-hashes --strip-extras \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file $$name.txt $$name.in) || exit 1; \
	done

clean:
	@rm -rf $(VENV) $(TEST_VENV) build dist src/simoff/_bundle .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
