# make demo   makes a dossier of the sample articles: build/demo.html, which opens from disk, and a table of one article in the terminal
# make test   ruff, mypy, pytest
# make gate   reads our own gold and holds its figures to their floors; make figures measures and writes them into the pages
# make speed  what a reading costs against the stock pipeline of its parser
# make picture   docs/picture.png, the page of one article as Chromium shows it
# Both make their own environment in .venv from Python 3.11 or later; set PYTHON=… to choose which.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TALKS := examples/talks-2025
DESK := $(BIN)/pourparler --store build/talks.db
CANDIDATES := $(PYTHON) python3.11 python3.12 python3.13 python3

.PHONY: demo test check-style gate figures speed picture clean

$(STAMP): pyproject.toml
	@if ! test -x $(BIN)/python; then \
		for candidate in $(CANDIDATES); do \
			if $$candidate -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
				echo "making $(VENV) with $$candidate"; $$candidate -m venv $(VENV) && break; \
			fi; \
		done; \
	fi
	@test -x $(BIN)/python || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=…" >&2; exit 1; }
	@echo "installing pourparler with its parsers into $(VENV): one to three minutes"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[en,dev]'
	@touch $@

demo: $(STAMP)
	@rm -rf build/talks build/talks.db* build/demo build/demo.html && mkdir -p build/talks
	@cp $(TALKS)/*.txt $(TALKS)/metadata.csv build/talks/
	@$(DESK) dossier new talks --title "Talks of 2025: sixteen invented articles"
	@$(DESK) add talks build/talks || test $$? -eq 3
	@$(DESK) export talks --to html --texts whole --output build/demo && mv build/demo/dossier.html build/demo.html
	@$(BIN)/pourparler read $(TALKS)/03-istanbul-consulats.fr.txt --published 2025-02-27
	@echo
	@echo "The dossier as one page, to be opened in a browser:   $(CURDIR)/build/demo.html"
	@echo "To read, search, review and add in the browser:       $(DESK) serve talks"
	@echo "So that the shell knows pourparler by its name:       . $(VENV)/bin/activate"

check-style: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy benchmark

test: check-style
	$(BIN)/python -m pytest -n auto

gate: $(STAMP)
	$(BIN)/python benchmark/gate.py

figures: $(STAMP)
	$(BIN)/python benchmark/figures.py $(addprefix --gold ,$(GOLD))

speed: $(STAMP)
	$(BIN)/python benchmark/speed.py --most 1.2

picture: demo
	@$(BIN)/pourparler --lang fr read $(TALKS)/04-djeddah-trente-jours.fr.txt --published 2025-03-12 --html build/picture.html
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1560 \
		--screenshot=docs/picture.png "file://$(CURDIR)/build/picture.html" 2>/dev/null

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
