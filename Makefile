# Every target sets up what it needs: a .venv with the locked dependencies.
PYTHON ?= python3
UV := .venv/bin/uv
QUIET := --quiet --disable-pip-version-check

.PHONY: help demo for-lists package-test readers-test clients-test test coverage check bench bench-duplicates bench-intake bench-lists bench-suggest bench-suggestions bench-ways faults fit-duplicates fit-tagger format fuzz validate-duplicates clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'paperclerk needs Python 3.11 or newer; set PYTHON=python3.11' >&2; exit 1; }
# Python's own pip can install for another environment; one of its own would take half of all set-up.
	@if $(PYTHON) -m pip --version >/dev/null 2>&1; then $(PYTHON) -m venv --without-pip .venv; \
	elif $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; \
	else echo 'Python lacks venv; on Debian: sudo apt-get install python3-venv' >&2; exit 1; fi
	@if test -x .venv/bin/pip; then .venv/bin/pip install $(QUIET) 'uv>=0.9,<1'; \
	else $(PYTHON) -m pip --python .venv/bin/python install $(QUIET) 'uv>=0.9,<1'; fi

.venv/ready: .venv/bin/uv pyproject.toml uv.lock
	$(UV) sync --locked --quiet --all-extras
	@touch .venv/demo $@

# Without the tools of development, which a demo does not need.
.venv/demo: .venv/bin/uv pyproject.toml uv.lock
	$(UV) sync --locked --quiet --no-dev --inexact
	@touch $@

demo: .venv/demo ## a paper travels from an issue to the merged list, on this machine
	.venv/bin/paperclerk demo

for-lists: ## write into dist/ the workflows for lists, with the repository and commit that are checked out here
	@mkdir -p dist
	@from=$$(git remote get-url origin | sed -E 's|(\.git)?/?$$||; s|.*[:/]([^/]+/[^/]+)$$|\1|') && commit=$$(git rev-parse HEAD) && \
	for lines in .github/for-lists/*.yml; do \
		sed "s|OWNER/paperclerk|$$from|; s|@COMMIT|@$$commit|" "$$lines" > "dist/$${lines##*/}" && echo "dist/$${lines##*/}"; \
	done

package-test: .venv/ready ## try wheel, source distribution, unit, compose file and Caddyfile
	$(UV) sync --locked --quiet --all-extras --group setups
	.venv/bin/pytest -q tests/package/installed.py tests/package/setups.py

clients-test: .venv/ready ## let gh and octokit do a maintainer's work on the local GitHub; wants gh and npm
	.venv/bin/pytest -q tests/clients/foreign.py

# A process more than two cores have: tests wait for processes, sockets and databases a third of their time.
SPREAD := -n 3 --dist worksteal
# `make check` asks it.
CHECKED := --ignore tests/test_architecture.py

# Dozens of tests start Python, which is slow where no bytecode may be kept; an empty value allows it.
test coverage: export PYTHONDONTWRITEBYTECODE =

readers-test: .venv/ready ## let biber, Better BibTeX for Zotero's parser and cffconvert read what is exported, html-validate, axe and Lighthouse the site, axe the bot's pages
	.venv/bin/pytest -q tests/publish/readers.py tests/service/readers.py

test: .venv/ready ## run the tests
	.venv/bin/pytest $(SPREAD) -q $(CHECKED)

coverage: .venv/ready ## run the tests and measure what of the program they reach; it may not fall below the floor
	.venv/bin/pytest $(SPREAD) -q $(CHECKED) --cov --cov-report=term:skip-covered

check: .venv/ready ## lint, types, workflows, the rooms' imports, GitHub's schema, and the list itself
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/bandit --quiet --configfile pyproject.toml --recursive bot
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/zizmor --quiet --offline --no-progress --persona=pedantic .github
	.venv/bin/jactionlint --shellcheck=$(CURDIR)/.venv/bin/shellcheck
	.venv/bin/shellcheck --severity=warning .ci/*
	.venv/bin/pytest -q tests/test_architecture.py tests/localhub/extracts.py tests/judged_lines.py
	.venv/bin/paperclerk check data

bench: .venv/ready ## measure speed, each figure next to a baseline
	$(UV) sync --locked --quiet --all-extras --group peers
	.venv/bin/python -m tests.bench

bench-duplicates: .venv/ready ## measure matching; PAPERCLERK_EVAL names the folder of the evaluation data
	.venv/bin/python -m tests.bench.duplicates

bench-intake: .venv/ready ## measure how well texts are read; PAPERCLERK_EVAL names the folder of the evaluation data
	.venv/bin/python -m tests.bench.intake

bench-ways: .venv/ready ## measure how made texts are read: real titles in many ways and languages
	.venv/bin/python -m tests.bench.ways
	.venv/bin/python -m tests.bench.threads
	.venv/bin/python -m tests.bench.replies

bench-suggest: .venv/ready ## measure which papers are suggested to a list; PAPERCLERK_EVAL names the folder of the evaluation data
	.venv/bin/python -m tests.bench.missing

bench-lists: .venv/ready ## measure how lists are read and written; PAPERCLERK_EVAL names the folder of the evaluation data
	.venv/bin/python -m tests.bench.lists
	.venv/bin/python -m tests.bench.variations
	.venv/bin/python -m tests.bench.leaving_out
	.venv/bin/python -m tests.bench.judged
	.venv/bin/python -m tests.bench.varied
	.venv/bin/python -m tests.bench.composed

bench-suggestions: .venv/ready ## measure how often the right section is suggested, and how fast
	.venv/bin/python -m tests.bench.suggestion

fuzz: export FUZZ = 1
fuzz: .venv/ready ## try many made-up inputs, anew each time, long hostile texts, every page of the sites, ten approvals at once
	.venv/bin/pytest $(SPREAD) -q tests/catalogue tests/intake tests/lists tests/metadata tests/publish tests/review tests/scenarios/test_races.py

faults: .venv/ready ## let every call fail in every way, lose and repeat deliveries, kill the bot; takes about an hour
	.venv/bin/python -m tests.faults

# On a machine with other work threads wait for one another: eight times slower than one.
fit-duplicates validate-duplicates: export OMP_NUM_THREADS = 1
fit-duplicates: .venv/ready ## fit the weights of the matching anew; needs PAPERCLERK_EVAL too
	$(UV) sync --locked --quiet --all-extras --group fit
	.venv/bin/python -m tests.bench.fit

validate-duplicates: .venv/ready ## cross-validate that fit; needs PAPERCLERK_EVAL too
	$(UV) sync --locked --quiet --all-extras --group fit
	.venv/bin/python -m tests.bench.validation

fit-tagger: .venv/ready ## fit the weights by which titles are found in texts anew; the same come out
	.venv/bin/python -m tests.bench.fit_tagger

format: .venv/ready ## format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

clean: ## remove the environment and every cache
	rm -rf .venv .coverage .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
