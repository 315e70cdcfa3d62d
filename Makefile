# What people type.  `make` alone lists it.

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON_HERE = .venv/bin/python
FAST = tests/architecture tests/questions tests/rules

.DEFAULT_GOAL := help
.PHONY: help run test check format css translations screenshot bench catalogues environment environment-dev browser

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | while IFS='	' read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

run: environment ## make the environment, the database and the demo, and serve them (PORT=8000)
	@exec $(PYTHON_HERE) -m contest.cli.start --host $(HOST) --port $(PORT)

check: environment-dev ## format, lint, types and the fast tests: under a minute
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) -m pytest -q -m "not slow" $(FAST)

test: environment-dev catalogues browser ## everything: both databases and a real browser, under 15 minutes
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) -m pytest -q -n 2 --dist worksteal --engine both $(FAST) tests/contest tests/browser

format: environment-dev ## format the code and mend what ruff can mend
	$(PYTHON_HERE) -m ruff format .
	$(PYTHON_HERE) -m ruff check --fix .

translations: environment-dev ## collect the messages again into the catalogues
	$(PYTHON_HERE) -m babel.messages.frontend extract -F contest/web/babel.cfg -k _l -o contest/web/translations/messages.pot --sort-by-file --no-location --omit-header .
	$(PYTHON_HERE) -m babel.messages.frontend update -i contest/web/translations/messages.pot -d contest/web/translations --no-fuzzy-matching --ignore-pot-creation-date

css: ## build the style sheets from Sass (needs Node.js and npm)
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js (Debian, Ubuntu: apt install nodejs npm)." >&2; exit 1; }
	cd contest/web/styles && npm ci --no-audit --no-fund && npm run build

screenshot: environment-dev browser ## take the pictures of the README from a running site
	$(PYTHON_HERE) -m tests.browser.screenshot http://$(HOST):$(PORT)

bench: environment-dev ## measure something: make bench NAME=attempts
	@test -n "$(NAME)" || { echo "Name what to measure: make bench NAME=attempts" >&2; exit 1; }
	$(PYTHON_HERE) -m bench $(NAME)

catalogues: environment-dev
	@$(PYTHON_HERE) -m babel.messages.frontend --quiet compile -d contest/web/translations

environment:
	@bin/environment requirements.txt

environment-dev:
	@bin/environment requirements-dev.txt

browser: environment-dev
	@$(PYTHON_HERE) -m tests.browser.install
