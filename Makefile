# The two commands of the README are `make demo` and `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# The sample is what these commands work on, whatever the caller's environment says.
SAMPLE := env -u PLUMBLINE_LANDING -u PLUMBLINE_AS_OF -u PLUMBLINE_WAREHOUSE

# The made-up city, its warehouse and its own as-of date.
CITY := env PLUMBLINE_LANDING=demo/landing PLUMBLINE_WAREHOUSE=demo/plumbline.duckdb \
	PLUMBLINE_AS_OF=2023-12-31 PLUMBLINE_CITY=demo DBT_TARGET_PATH=demo/target

.PHONY: setup city demo test lint test-python test-dbt spark bench lock sample

# The project's environment; installed again only when what it holds changes.
setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# A made-up city of 2.5 million rows, with the truth about it; see docs/demo_city.md.
city: setup
	$(BIN)/python -m simulation city

demo: setup
	rm -rf demo
	$(BIN)/python -m simulation city
	$(CITY) $(BIN)/dbt build --exclude-resource-type unit_test
	@$(CITY) $(BIN)/plumbline findings
	@$(BIN)/duckdb -readonly demo/plumbline.duckdb -c ".maxrows 100" -c \
		"from marts.published_figures_here order by figure = 'civil_affairs', figure, measure"
	@echo "The city is made up and calibrated: see docs/demo_city.md for what that shows."

# the Python tests look at the sample that the dbt build made
test: setup lint test-dbt test-python

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 models analyses tests/singular macros
	$(BIN)/plumbline write-extracts --check
	$(BIN)/plumbline unfinished

test-python: setup
	$(BIN)/pytest -q -n 2 --dist loadfile

test-dbt: setup
	$(SAMPLE) $(BIN)/dbt build --warn-error

# Builds the sample and a random city on DuckDB and on Spark; alerts and accounting must be identical.
# Needs Java 17 or later; Spark has an environment of its own, .venv-spark.
spark: setup .venv-spark/installed
	$(BIN)/python -m tools.compare_engines

.venv-spark/installed: requirements-spark.lock
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	touch $@

# Makes a city of 2.5 million rows and times landing, build and the same SQL run by plain DuckDB.
bench: setup
	$(BIN)/python -m tools.bench

# The checked-in sample, written anew; the same bytes unless its generator changed.
sample: setup
	$(BIN)/python -m simulation sample

# The lock files, each from its list of what is asked for.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	for name in requirements requirements-spark; do \
		.venv-lock/bin/uv pip compile --quiet --no-header --generate-hashes --python-version 3.11 \
			$$name.in --output-file $$name.lock || exit 1; \
	done
	rm -r .venv-lock
