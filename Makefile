# Second Round: everything a person or a change needs. `make help` lists it.
# ARGS goes to what is started: make run ARGS="--out my-demo", make test ARGS="tests/coach/audio -x"
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench pictures validate stress package desktop lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: ## set everything up and start Second Round
	@sh scripts/setup.sh run
	@sh scripts/run.sh $(ARGS)

test: ## set everything up and run every check that a change needs
	@sh scripts/setup.sh test
	@sh scripts/test.sh $(ARGS)

lint: ## the checks without the tests: ruff, mypy, import directions
	@sh scripts/setup.sh test
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

format: ## format the source
	@sh scripts/setup.sh test
	@.venv/bin/ruff format .

bench: ## measure, and print one table
	@test -f benchmarks/__main__.py || { echo "make bench: benchmarks/__main__.py is not there yet." >&2; exit 1; }
	@sh scripts/setup.sh test
	@.venv/bin/python -m benchmarks $(ARGS)

pictures: ## draw every page of the window into build/pictures, and check that nothing is cut off
	@sh scripts/setup.sh test
	@.venv/bin/python -m scripts.pictures $(ARGS)

validate: ## measure the scores against people's judgement
	@test -f benchmarks/validate.py || { echo "make validate: benchmarks/validate.py is not there yet." >&2; exit 1; }
	@sh scripts/setup.sh test
	@.venv/bin/python -m benchmarks.validate $(ARGS)

stress: ## what takes long: kills, hostile files, a monkey on the window, the package started with --self-test
	@sh scripts/setup.sh test
	@.venv/bin/python -m pytest tests/stress $(ARGS)

package: ## build Second Round for people without Python, in one folder below build/package (Linux)
	@sh scripts/setup.sh test
	@.venv/bin/python -m scripts.package $(ARGS)

desktop: ## put Second Round into the menu of a Linux desktop; ARGS=--remove takes it away
	@sh scripts/setup.sh run
	@.venv/bin/python -m scripts.desktop_entry $(ARGS)

lock: ## write the lock files anew; UPGRADE=1 takes the newest versions that fit
	@sh scripts/setup.sh test
	@UPGRADE=$(UPGRADE) sh scripts/lock.sh

clean: ## remove the environment and every cache in this folder
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
	find coach ui tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +
