# Everything that is done to the project from outside. `make help` lists it.
SHELL := bash
.NOTPARALLEL:
.DEFAULT_GOAL := help

export DATA_DIR ?= data
# Without compiled files every process that the tests start would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py

# What WeasyPrint, the translations and a virtual environment need of the system.
PYTHON_PACKAGES := $(shell command -v python3 >/dev/null && python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv python3-pip)
RUN_PACKAGES := ca-certificates libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
	libseccomp2 fonts-dejavu-core poppler-utils=pdftoppm gettext=msgfmt \
	tesseract-ocr-eng tesseract-ocr-chi-sim $(PYTHON_PACKAGES)
TEST_PACKAGES := postgresql=initdb redis-server=redis-server openssl=openssl \
	chromium-headless-shell=chromium-headless-shell fonts-noto-cjk

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# SQLite's file may have been deleted, and another database may have been swapped in unseen.
MIGRATED_ONCE := $(if $(POSTGRES_HOST),,$(wildcard $(DATA_DIR)/db.sqlite3))

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name what; \
		do printf 'make %-14s %s\n' "$$name" "$$what"; done

run: run-packages prepare ## Install what is missing, load the library, serve on http://localhost:8000
	@exec scripts/serve

test: test-packages .venv/.installed-dev $(CATALOGUES) ## Run all tests on SQLite, and on real PostgreSQL and Redis what a database decides
	@scripts/test $(ARGS)

check: test-packages .venv/.installed-dev $(CATALOGUES) ## Check style, types, imports, translations, deployment; then test
	@scripts/check scripts/test

nightly: test-packages .venv/.installed-dev $(CATALOGUES) ## As check, with every test of the database on PostgreSQL, too
	@scripts/check scripts/test --nightly

format: .venv/.installed-dev ## Format the code and mend what can be mended
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

prepare: .venv/.installed $(CATALOGUES) $(DATA_DIR)/.migrated $(DATA_DIR)/.library $(DATA_DIR)/.demo-users ## Install and prepare the data without serving

prepare-production: run-packages .venv/.installed $(CATALOGUES) ## Install and prepare a server with the settings of production: tables, library, static files
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_library
	@$(MANAGE) collectstatic --noinput --verbosity 0

worker: .venv/.installed ## Run a separate worker (needs REDIS_URL; QUEUES=interactive, bulk or long: only for those jobs)
	@exec .venv/bin/celery -A aigc_copyright worker --loglevel INFO --without-mingle --without-gossip $(if $(QUEUES),--queues $(QUEUES) --hostname $(QUEUES)@%h)

pictures: test-packages .venv/.installed-dev $(CATALOGUES) ## Take the pictures of README and docs anew
	@scripts/system-packages fonts-noto-cjk
	@$(PYTHON) scripts/pictures.py
	@$(PYTHON) scripts/walkthrough.py

requirements: .venv/.installed-dev ## Compile requirements*.in into hashed requirements*.txt (needs uv)
	@scripts/compile-requirements

run-packages:
	@scripts/system-packages $(RUN_PACKAGES)

test-packages:
	@scripts/system-packages $(RUN_PACKAGES) $(TEST_PACKAGES)

.venv/.installed: requirements.txt | run-packages
	@echo "Installing Python packages"
	@scripts/install-python $<
	@touch $@

.venv/.installed-dev: requirements-dev.txt | run-packages
	@echo "Installing Python packages, those for tests included"
	@scripts/install-python $<
	@touch .venv/.installed $@

%.mo: %.po
	@msgfmt --check-format -o $@ $<

$(DATA_DIR)/.migrated: .venv/.installed $(wildcard */migrations/*.py) $(if $(MIGRATED_ONCE),,FORCE)
	@mkdir -p $(DATA_DIR)
	@$(MANAGE) migrate --verbosity 0
	@touch $@

$(DATA_DIR)/.library: $(DATA_DIR)/.migrated $(wildcard cases/library/*.yaml)
	@$(MANAGE) load_library
	@touch $@

$(DATA_DIR)/.demo-users: $(DATA_DIR)/.migrated assessments/management/commands/demo_users.py
	@$(MANAGE) demo_users
	@touch $@

FORCE:

.PHONY: help run test check nightly format prepare prepare-production worker pictures requirements run-packages test-packages FORCE
