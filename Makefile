# conflictmap: everything a person or a machine does here. `make help` lists it.
# Each target installs what it misses, works alone, and may be run again.

PORT ?= 8000
HOST ?= 127.0.0.1
STORY ?= full
PART ?=
SHARED ?=
export PORT HOST STORY PART SHARED

.DEFAULT_GOAL := help
.PHONY: help run test check bench install compile database messages stop clean

help: ## Show this list
	@bin/help

run: ## Serve the map: installs, starts the database, loads the demo. PORT=8000 HOST=127.0.0.1 STORY=full|seed|none
	@bin/run

test: ## Install, run all checks and all tests
	@bin/test

check: ## Run the checks only: formatting, lint, types, layers, migrations
	@bin/check

bench: ## Measure. PART=name for one of benchmarks/*.py, SHARED=path for the benchmark data
	@bin/bench

install: ## Install what running and testing need, and do nothing else
	@bin/install test

compile: ## Compile extraction to machine code: the same claims in about half the time
	@bin/compile

database: ## Start the embedded database and leave it running
	@bin/install run
	@bin/database start

messages: ## Collect the texts of the pages into locale/ and compile what is translated
	@bin/install test
	@bin/messages

stop: ## Stop the embedded database
	@bin/database stop

clean: ## Stop the database and delete it, the virtual environment and all caches
	@bin/clean
