# Two commands: `make demo` and `make test`. Both need Python 3.11 or later, and make; `make help` tells the rest.

VENV  := .venv
BIN   := $(VENV)/bin
DEMO  := build/demo/index.html
LOCK  := requirements/dev.txt
RUN   := requirements/run.txt
# Twice quiet: errors alone. A machine with package folders of its own makes pip warn about each of them.
PIP   := $(BIN)/python -m pip --disable-pip-version-check install -qq
PARTS := pyproject.toml hatch_build.py $(LOCK) $(RUN) gazetteer/schema.sql $(wildcard gazetteer/*.py gazetteer/tables/*.*)

# What the demo needs: the full environment where `make test` has made it, else the small one.
READY := $(or $(wildcard $(VENV)/.dev),$(VENV)/.run)

.PHONY: help demo gallery test lint format bench bench-batch bench-cluster bench-spark bench-kills bench-page fuzz gazetteer-check evaluate \
        train train-resolver picture basemap docs lock outdated dist release mutants clean

help:     ## this list
	@sed -n 's/^\([a-z-]*\): .*## /make \1\t/p' Makefile | expand -t 16

demo: $(READY)  ## map the articles of examples/ to build/demo/index.html
	@mkdir -p $(dir $(DEMO))
	$(BIN)/mapper map examples -o $(DEMO) --title "Examples"
	@echo "Open $(CURDIR)/$(DEMO)"

test: lint  ## everything: format, lint, types, tests, the browser's too
	@scripts/install_browser.sh
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: $(VENV)/.dev  ## format, lint and types alone
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: $(VENV)/.dev  ## put the code in its one format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(VENV)/.dev  ## start-up, speed, memory and the page, each as a ratio to a ruler; sizes of what is installed
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/gazetteer_bench.py
	$(BIN)/python benchmarks/recogniser_bench.py
	$(BIN)/python benchmarks/sizes.py

evaluate: $(VENV)/.dev  ## accuracy on the gold marks in ../shared/gold, written into the README and docs too
	$(BIN)/python benchmarks/accuracy.py ../shared/gold --write

train: $(VENV)/.train  ## make the network's weights again from ../shared/ner and training/roles, and measure them (90 minutes on two cores)
	$(BIN)/python -m training.train --corpora ../shared/ner
	$(BIN)/python -m training.train_roles --start build/training/weights.pt --out build/roles-1
	$(BIN)/python -m training.train_roles --start build/roles-1/weights.pt --settle build/training/weights.pt --epochs 1 --seed 2
	$(BIN)/python -m training.export
	$(BIN)/python -m training.measure build/models/fp32 build/models/int8 build/models/int8-reduced
	$(BIN)/python -m training.measure_roles build/models/fp32 build/models/int8 build/models/int8-reduced

gallery: $(READY)  ## maps of an article, a week and ten years of invented headlines, in build/gallery/index.html
	$(BIN)/python scripts/gallery.py build/gallery
	@echo "Open $(CURDIR)/build/gallery/index.html"

train-resolver: $(VENV)/.dev  ## make the weights of places and of roles again, and measure them (minutes)
	$(BIN)/python -m training.resolver --tables
	$(BIN)/python -m training.role_choice

picture: $(VENV)/.dev  ## take the pictures of the README and of docs/teaching.md again
	@scripts/install_browser.sh
	$(BIN)/python scripts/picture.py docs/map.png
	$(BIN)/python scripts/gallery.py build/gallery docs/gallery.png
	$(BIN)/python scripts/teaching_pictures.py docs

bench-batch: $(VENV)/.dev  ## a batch of 50,000 articles: speed, stages, memory, fifty kills (half an hour)
	$(BIN)/python benchmarks/batch.py

bench-cluster: $(VENV)/.dev  ## a cluster of this machine: speed, overhead, thirty kills, memory, copies across parts (hours)
	$(BIN)/python benchmarks/cluster.py

bench-spark: $(VENV)/.dev  ## Spark on this machine, an executor killed meanwhile; needs a Java runtime (minutes)
	@$(PIP) pyspark pandas
	$(BIN)/python benchmarks/spark.py

bench-kills: $(VENV)/.dev  ## a hundred kills of all commands: what is half, lost or left behind (ten minutes)
	$(BIN)/python benchmarks/kills.py

bench-page: $(VENV)/.dev  ## in a real browser: the page beside plain folium's, pictures of it, and PDFs that it printed (a quarter of an hour)
	@scripts/install_browser.sh
	$(BIN)/python benchmarks/page_bench.py
	$(BIN)/python benchmarks/printed.py

fuzz: $(VENV)/.dev  ## readers, given damaged files, and places, roles, care, the page, given any text (a quarter of an hour and more)
	@mkdir -p build
	MAPPER_FUZZ_EXAMPLES=1500 $(BIN)/pytest -q tests/property
	@if $(PIP) atheris; then $(BIN)/python -m tests.property.guided; \
		else echo "atheris has no build for this machine: the second half is left out"; fi

mutants: $(VENV)/.dev  ## small faults in what keeps our promises: how many its tests notice (hours; see scripts/mutants.py)
	@$(PIP) mutmut
	$(BIN)/python scripts/mutants.py

gazetteer-check: $(VENV)/.dev  ## how often the gold place is among a name's candidates
	$(BIN)/python benchmarks/gazetteer_check.py
	$(BIN)/python benchmarks/romanised.py

basemap: $(VENV)/.dev  ## make the outlines in mapper/page again from ../shared/basemap
	$(BIN)/python scripts/build_basemap.py ../shared/basemap
	$(BIN)/python scripts/build_areas.py ../shared/basemap
	$(BIN)/python scripts/build_waters.py ../shared/basemap ../shared/reference/natural_earth_features.tsv

docs: $(VENV)/.dev  ## the documentation as a site, in build/docs/index.html; it opens from a disk
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs --quiet build --strict
	@echo "Open $(CURDIR)/build/docs/index.html"

release: $(VENV)/.dev  ## VERSION=0.2.0: version, changelog, wheel and sdist with their sums, notes, tag; publishes nothing
	$(BIN)/python scripts/release.py $(VERSION)

lock: $(VENV)/.dev  ## resolve the versions in requirements again, with the digests of their files, and list them (SBOM)
	@$(PIP) uv
	$(BIN)/python scripts/lock.py

outdated: $(VENV)/.dev  ## what is newer than what is locked: look once a week, then python scripts/lock.py --upgrade
	@$(BIN)/python -m pip --disable-pip-version-check list --outdated

dist: $(VENV)/.dev  ## sdist, wheel, SBOM and digests in dist/; built twice and compared
	$(BIN)/python scripts/dist.py

clean:    ## remove what was built; `rm -r .venv` removes the environment
	rm -rf build dist gazetteer/gazetteer.sqlite* .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(VENV)/.run $(VENV)/.dev $(VENV)/.train

$(BIN)/python:
	@echo "Making the environment in $(VENV) ..."
	@scripts/make_venv.sh $(VENV) $(PYTHON)

$(VENV)/.run: $(PARTS) | $(BIN)/python
	@echo "Installing mapper (a minute or two the first time) ..."
	@$(PIP) --require-hashes --requirement $(RUN)
	@$(PIP) --no-deps --editable .
	@touch $@

# Build requirements come from the lock too, so no second copy of them is fetched into an isolated environment.
$(VENV)/.dev: $(PARTS) | $(BIN)/python
	@echo "Installing mapper and its tools (a minute or two the first time) ..."
	@$(PIP) --require-hashes --requirement $(LOCK)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.train: $(VENV)/.dev
	@echo "Installing what training needs (torch is large) ..."
	@$(PIP) --editable '.[train]'
	@touch $@
