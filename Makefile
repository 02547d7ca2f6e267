# What a person does with this project; `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
ROWS ?= 100000
ARGS ?=
BIN := .venv/bin
MANAGE := DEBUG=true $(BIN)/python manage.py
.DEFAULT_GOAL := help
.PHONY: help demo test screenshots lint format types migrations check translations requirements bench bench-admin bench-clean clean

help: ## List these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: .venv/demo ## Load real data into a database of its own and serve it on http://127.0.0.1:8000/ (PORT=)
	@$(MANAGE) demo --port $(PORT)

test: .venv/dev ## Run all the tests, in parallel (ARGS= goes to pytest)
	$(BIN)/python -m pytest -n auto $(ARGS)

screenshots: .venv/dev ## Take pictures of the main pages, in both languages and themes and three widths, into var/screenshots
	$(BIN)/python -m pytest -q tests/journeys/screenshots.py $(ARGS)

lint: .venv/dev ## Look for mistakes and bad form in Python and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: .venv/dev ## Put Python in the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/dev ## Check the annotations
	DEBUG=true $(BIN)/mypy

migrations: .venv/dev ## Check that the migrations say what the models say
	$(MANAGE) makemigrations --check --dry-run

check: lint types migrations test ## Am I done? All of the above
	DEBUG=false SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org \
	DATABASE_URL=postgres://nobody@localhost/none $(BIN)/python manage.py check --deploy --fail-level WARNING

translations: .venv/dev ## Gather the texts to translate, and compile the translations (needs gettext)
	$(MANAGE) makemessages --locale fr --no-location --no-obsolete --ignore .venv --ignore var --ignore tests
	sed -i '/^"POT-Creation-Date/d' locale/*/LC_MESSAGES/django.po
	$(MANAGE) compilemessages --ignore .venv

requirements: .venv/dev ## Pin the dependencies anew, with hashes (needs uv)
	uv pip compile pyproject.toml --extra embedded --extra sso --extra dev --generate-hashes --python-version 3.11 --no-header -q -o requirements/dev.txt
	uv pip compile pyproject.toml --extra embedded --generate-hashes --python-version 3.11 --no-header -q -c requirements/dev.txt -o requirements/demo.txt
	uv pip compile pyproject.toml --extra embedded --extra bench --generate-hashes --python-version 3.11 --no-header -q -c requirements/dev.txt -o requirements/bench.txt
	uv pip compile pyproject.toml --generate-hashes --python-version 3.11 --no-header -q -c requirements/dev.txt -o requirements/base.txt

bench: .venv/bench ## Measure the catalogue against its goals (ROWS=100000)
	DEBUG=true $(BIN)/python -m bench --rows $(ROWS)

bench-admin: .venv/bench ## Measure the pages of the administration beside Django's own
	DEBUG=true $(BIN)/python -m bench --admin

bench-clean: .venv/bench ## Drop the databases of the measurements
	DEBUG=true $(BIN)/python -m bench --clean

clean: ## Remove the demonstration's database, the virtual environment and what tools left
	-$(MANAGE) database remove
	rm -rf .venv var .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis

# A virtual environment. Debian's Python comes without its own pip: then the pip of the system fills it.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; }

.venv/demo: requirements/demo.txt | .venv/bin/python
	@echo "Installing..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	@echo "Installing..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ .venv/demo

.venv/bench: requirements/bench.txt | .venv/bin/python
	@echo "Installing..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
