# The commands of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench messages docs golden proof format requirements

# make test DATABASE=postgres runs on a PostgreSQL of its own; BROWSER=0 leaves out Chromium and the PDF tools.
DATABASE ?= sqlite
BROWSER ?= 1
TESTS ?=
export DATABASE BROWSER

help:
	@echo "make run       start Takwin with the demonstration ministry (installs what is missing)"
	@echo "make test      run every test; DATABASE=postgres, BROWSER=0, TESTS='tests/unit -k clock'"
	@echo "make check     format, lint, types, layers, templates, migrations, translations, generated documents"
	@echo "make setup     prepare the virtual environment only"
	@echo "make bench     measure, each figure beside a floor of the same run"
	@echo "make proof     try every promise of docs/promises.md, in its long version, on both databases; a verdict for each"
	@echo "make messages  collect the sentences to be translated and compile the catalogues"
	@echo "make golden    draw anew how the first page of every letter looks, for the tests to compare"
	@echo "make docs      write docs/procedures anew from the declarations"
	@echo "make format    format code and templates"

setup:
	@scripts/setup.sh run

run:
	@exec scripts/run.sh

test:
	@scripts/setup.sh all
	@scripts/test.sh $(TESTS)

check:
	@scripts/setup.sh all
	@scripts/check.sh

bench:
	@scripts/setup.sh all
	@.venv/bin/python -m benchmarks

proof:
	@scripts/setup.sh all
	@scripts/proof.sh $(TESTS)

messages:
	@scripts/setup.sh all
	@scripts/system_packages.sh gettext
	@.venv/bin/python scripts/messages.py update

golden:
	@scripts/setup.sh all
	@.venv/bin/python -m tests.golden

docs: setup
	@.venv/bin/python manage.py procedures --format md --out docs/procedures

format:
	@scripts/setup.sh all
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format .
	@for pass in 1 2; do .venv/bin/djlint templates --reformat --quiet --extend-exclude templates/documents || true; done

# After a change of dependencies in pyproject.toml (needs uv).
requirements:
	uv lock
	scripts/requirements.sh
