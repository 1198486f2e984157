# Every target is documented with ##; `make help` prints them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PEER   ?= $(shell command -v ocrmypdf)
PAPERS ?= 10000
SYLLABLES ?= 1000
DATA   ?= $(if $(VANTHU_EVAL_DATA),$(VANTHU_EVAL_DATA),../shared)
export OMP_THREAD_LIMIT = 1

.DEFAULT_GOAL := help
.PHONY: help setup system run test slow explore check lint type docs corpus golden golden-update bench eval
.PHONY: eval-text eval-ocr bench-ocr bench-catalogue model recogniser lock clean

help: ## Print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: system $(VENV)/installed ## Install all that is needed: system packages, a virtual environment, the locked packages

system: # Debian packages; without the right to install them, say which are missing
	@sh .ci/system-packages

$(VENV)/installed: pyproject.toml requirements-dev.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 setup")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

run: setup ## Set up, read the sample directives, print what was found, open the desk
	@sh .ci/desk $(BIN)/vanthu

test: setup ## Set up and run all tests (offline, under ten minutes)
	$(BIN)/python -m pytest -q

slow: setup ## Run the tests that need the real OCR engine or minutes
	$(BIN)/python -m pytest -q -m slow

explore: setup ## Look for counterexamples to the properties with new examples (minutes)
	$(BIN)/python -m pytest -q --hypothesis-profile=explore $(shell grep -rl "from hypothesis" tests --include='test_*.py')

check: lint type docs corpus test ## All checks: lint, types, documentation, tables, tests

lint: setup ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: setup ## Check types
	$(BIN)/mypy

docs: setup ## Check that documentation and program say the same
	$(BIN)/python -m pytest -q tests/test_docs.py

corpus: setup ## Check the tables of what we know
	$(BIN)/python -m corpus.check

golden: setup ## Compare whole papers with their stored results
	$(BIN)/python -m pytest -q -m golden

golden-update: setup ## Store the present results as golden, and show what changed
	VANTHU_GOLDEN_UPDATE=1 $(BIN)/python -m pytest -q -m golden
	git diff --stat tests/golden

bench: setup ## Measure speed and memory, beside peers where they are installed
	$(BIN)/python -m tests.benchmark.speed --data $(DATA) --peer "$(PEER)"

eval: setup ## Measure accuracy against the evaluation data ($(DATA))
	$(BIN)/python -m tests.benchmark.accuracy $(DATA)

eval-text: setup ## Measure how text is restored: marks beside peers, right text, old encodings, ruined layers (minutes)
	$(BIN)/python -m tests.benchmark.text --data $(DATA) --changes build/changes.tsv

eval-ocr: setup ## Measure what is read from real scans, page by page, and by each engine in turn
	$(BIN)/python $(DATA)/eval/text_score.py pages $(DATA)/scans --command "$(BIN)/vanthu read {file} --json"
	$(BIN)/python -m tests.benchmark.scans --data $(DATA) --peer "$(PEER)"

bench-ocr: setup ## Measure how quickly PDFs and scans are read, beside ocrmypdf where it is installed
	$(BIN)/python -m tests.benchmark.pages --data $(DATA) --peer "$(PEER)"

bench-catalogue: setup ## Measure the catalogue on generated papers, beside peers (PAPERS=10000 of SYLLABLES=1000)
	@rm -rf build/catalogue
	$(BIN)/python -m tests.benchmark.catalogue --papers $(PAPERS) --syllables $(SYLLABLES) --keep build/catalogue/made.db
	$(BIN)/python -m tests.benchmark.peers build/catalogue/made.db

model: setup ## Train the language model from the evaluation data (hours; resumes where it stopped; needs torch and onnx)
	$(BIN)/python -m corpus.language.learning.train --data $(DATA) --out corpus/language

recogniser: setup ## Train the recogniser of print from the evaluation data (hours; resumes where it stopped; needs torch, onnx, trueocr)
	$(BIN)/python -m corpus.recogniser.train --data $(DATA) --out corpus/recogniser

lock: setup ## Renew the lock files from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --group dev --all-extras pyproject.toml -o requirements-dev.lock

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
