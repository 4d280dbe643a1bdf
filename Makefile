# Thin names for real commands. `make run` and `make test` need only Python 3.11+ and make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
LOCK := .requirements/development.lock
export DJANGO_SETTINGS_MODULE := imr_site.settings

.PHONY: install run test check lint bench admin lock clean

install: $(VENV)/.installed

$(VENV)/.installed: $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/it."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCK)
	@touch $@

run: install  ## Set everything up, load the sample letters, serve on PORT, with a worker that ends with the server.
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	$(BIN)/python manage.py ingest ingest/samples
	@echo "Serving on http://127.0.0.1:$(PORT)/"
	@trap 'kill $$web $$worker 2>/dev/null; wait' EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	$(BIN)/python manage.py work & worker=$$!; \
	$(BIN)/python -m gunicorn imr_site.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket & web=$$!; \
	wait $$web

test: install lint  ## Everything: style, then every test on SQLite and PostgreSQL and in the browser.
	$(BIN)/python -m pytest -n auto
	TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto -m "django_db and not once"

check: install  ## The inner loop: the quick tests, SQLite only.
	$(BIN)/python -m pytest -n auto -m "not slow and not browser" -q

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: install  ## Measure ingest and search on generated letters; prints the README's figures.
	$(BIN)/python manage.py benchmark

admin: install  ## Create a staff account; asks for the name and the password.
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py createsuperuser

lock: install  ## Pin and hash every dependency anew.
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	  --quiet --custom-compile-command "make lock" --output-file .requirements/runtime.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --quiet --custom-compile-command "make lock" --constraint .requirements/runtime.lock --output-file $(LOCK)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
