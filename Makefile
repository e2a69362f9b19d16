# The two commands of the README are `make demo` and `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
COMPILE := uv pip compile --quiet --no-header --generate-hashes --python-version 3.11
# The sample is what these commands work on, whatever the caller's environment says.
SAMPLE := env -u PLUMBLINE_LANDING -u PLUMBLINE_AS_OF -u PLUMBLINE_WAREHOUSE

SUPERSET := env FLASK_APP=superset SUPERSET_CONFIG_PATH=bi/superset_config.py \
	PLUMBLINE_SUPERSET_HOME=$(CURDIR)/.venv-superset/home .venv-superset/bin/superset

# The made-up city, its warehouse and its own as-of date.
CITY := env PLUMBLINE_LANDING=demo/landing PLUMBLINE_WAREHOUSE=demo/plumbline.duckdb \
	PLUMBLINE_AS_OF=2023-12-31 PLUMBLINE_CITY=demo

.PHONY: help setup city demo test test-fast lint test-python test-dbt spark province bench faults corpora bi-check lock audit sbom sample

# What can be asked for, in the words above each command.
help:
	@awk '/^# /{text = text substr($$0, 2)} \
		/^[a-z-]+:/{if (text) printf "make %-12s%s\n", substr($$1, 1, length($$1) - 1), text} \
		!/^# /{text = ""}' $(MAKEFILE_LIST)

# The project's environment, as a scheduler needs it; installed again only when what it holds changes.
setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@echo "setting up .venv: dbt, DuckDB and what they need, once"
	$(PYTHON) -m venv .venv
	@(while sleep 8; do echo "still installing into .venv"; done) & ticker=$$!; \
		trap "kill $$ticker" EXIT; set -e; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# What developing and testing needs on top of it, in the same environment.
.venv/developing: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# A made-up city of 2.8 million rows, with the truth about it; see docs/demo_city.md.
city: setup
	$(BIN)/python -m simulation city

# That city, built; says what was found, beside the figures of the first city, and where its pages are.
demo: setup
	@rm -rf demo
	@$(BIN)/python -m simulation city
	@$(CITY) $(BIN)/plumbline nightly
	@echo
	@$(CITY) $(BIN)/plumbline findings --top 12
	@$(BIN)/duckdb -readonly -noheader -list demo/plumbline.duckdb -c \
		"select 'Of ' || count(*) || ' figures that the first city published, ' \
			|| count(*) filter (where agrees) || ' are found here: marts.published_figures_here.' \
		from marts.published_figures_here"
	@echo "The city is made up and calibrated: see docs/demo_city.md for what that shows."
	@$(CITY) $(BIN)/plumbline site

# Everything that must pass; the Python tests look at the sample that the dbt build made.
test: .venv/developing lint test-dbt test-python
	mkdir -p .state && cp target/manifest.json .state/

# What to run between two thoughts: lint of Python, quick tests, unit tests of models changed since
# `make test` last passed.
test-fast: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2 -m "not slow"
	@if [ -f .state/manifest.json ]; then \
		$(SAMPLE) $(BIN)/dbt test --select "state:modified+1,test_type:unit" --state .state; \
	else echo "no models compared: make test has not passed here yet"; fi

# ruff, mypy, sqlfluff; whether written files are as their sources say, and every rule is whole.
lint: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 models analyses tests/singular macros
	$(BIN)/plumbline write-extracts --check
	$(BIN)/plumbline unfinished

test-python: .venv/developing
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

test-dbt: .venv/developing
	$(SAMPLE) $(BIN)/dbt build --warn-error

# Builds the sample and a random city on DuckDB and on Spark; alerts and accounting must be identical.
# Needs Java 17 or later; Spark has an environment of its own, .venv-spark.
spark: setup .venv-spark/installed
	$(BIN)/python -m tools.compare_engines

# Spark computes the sample and DuckDB publishes it, beside a build by DuckDB alone: all published tables
# must be identical. After `make spark`, PROVINCE=--computed takes the tables that stand.
province: setup .venv-spark/installed
	$(BIN)/python -m tools.province $(PROVINCE)

.venv-spark/installed: requirements-spark.lock
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	touch $@

# Apache Superset draws bi/superset's dashboard from the masked file, while it is published three times; every
# figure must be SQL's. The picture is target/bi_check.png. Needs chromium; Superset is in .venv-superset.
bi-check: .venv/developing .venv-superset/installed
	$(SAMPLE) $(BIN)/python -m tools.bi_check

# With the metadata of a Superset in which nothing is but a login.
.venv-superset/installed: requirements-superset.lock bi/superset_config.py
	$(PYTHON) -m venv .venv-superset
	.venv-superset/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-superset.lock
	rm -rf .venv-superset/home && mkdir .venv-superset/home
	$(SUPERSET) db upgrade
	$(SUPERSET) fab create-admin --username check --password check --firstname Plumbline --lastname check --email check@localhost
	$(SUPERSET) init
	touch $@

# Times builds of a city of 2.8 million rows beside an old commit's, plain DuckDB, PostgreSQL 15 and Spark, and
# writes docs/benchmarks/README.md; takes two hours of an idle machine, or part by part:
# `python -m tools.bench --help`. Needs Debian's postgresql-15, and Java 17 or later.
bench: .venv/developing .venv-spark/installed
	$(BIN)/python -m tools.bench

# Kills builds, fills disks, damages deliveries, turns clocks back; a table of what survived. Takes hours;
# fewer with FAULTS="--builds 5 --mutants 100".
faults: setup
	$(BIN)/python -m tools.faults $(FAULTS)

# Other people's files through landing: what packages of readers are tested with, and any folder given,
# CORPORA="/data/old-deliveries"; a table of what landed, was refused, or was lost. Needs npm.
corpora: setup
	$(BIN)/python -m tools.corpora $(CORPORA)

# The checked-in sample, written anew; the same bytes unless its generator changed.
sample: setup
	$(BIN)/python -m simulation sample

# The lock files, each from its list of what is asked for; what is locked stays unless it must change.
lock: .venv-tools/installed
	.venv-tools/bin/$(COMPILE) pyproject.toml requirements.in --output-file requirements.lock
	.venv-tools/bin/$(COMPILE) requirements-dev.in --constraints requirements.lock --output-file requirements-dev.lock
	.venv-tools/bin/$(COMPILE) requirements-spark.in --output-file requirements-spark.lock
	.venv-tools/bin/$(COMPILE) requirements-superset.in --output-file requirements-superset.lock
	.venv-tools/bin/$(COMPILE) requirements-tools.in --output-file requirements-tools.lock

# Known weaknesses of what a scheduler installs, from PyPI's list or from the copy of OSV at PLUMBLINE_OSV_URL.
# A package that the list does not answer for fails it, too.
audit: .venv-tools/installed
	.venv-tools/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		$(if $(PLUMBLINE_OSV_URL),--vulnerability-service osv --osv-url $(PLUMBLINE_OSV_URL)) -r requirements.lock

# The bill of materials of what a scheduler installs, as CycloneDX: sbom.json.
sbom: .venv-tools/installed
	.venv-tools/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--output-file sbom.json requirements.lock

.venv-tools/installed: requirements-tools.lock
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-tools.lock
	touch $@
