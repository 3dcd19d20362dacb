# make site    a new post in posts/ (one a day) and the site in site/
# make serve   the site at http://127.0.0.1:8000/, rebuilt when a file changes
# make test    everything: checks, the suite on every Python found, then the full suite
# make check   lint, formatting, types, import contracts
# make bench   benchmarks, each against a named peer in the same run
# make bench-sample
#              only how fast texts are written
# make bench-site POSTS=5000
#              only publishing and searching many posts, against Material's blog and Pagefind
# make bench-train TEXT=tinyshakespeare.txt
#              how well training learns in how much time; takes half an hour
# make lock    requirements/*.txt anew from pyproject.toml; UPGRADE=--upgrade takes newer releases
# make clean   remove what these made, posts excepted
#
# PYTHON=/path/to/python3 picks the Python; without it the first fitting one on PATH is taken.

PYTHON ?=
UPGRADE ?=
SITE := .venv
TEST := .venv-test
LOCK := .venv-lock

# Material for MkDocs 9.8 opens every build with a notice about its end of life and MkDocs 2.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

INSTALL_PROJECT = bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .

.PHONY: site serve test test-versions check bench bench-sample bench-site bench-train lock clean
.DELETE_ON_ERROR:
.SECONDARY:

site: $(SITE)/.installed
	$(SITE)/bin/mkdocs build --strict

serve: $(SITE)/.installed
	$(SITE)/bin/mkdocs serve

test: check test-versions
	browser=$$(.ci/browser $(TEST)/bin/python) && \
	  WISDOM_CHROMIUM="$$browser" $(TEST)/bin/python -m pytest -n auto --dist loadfile

test-versions: $(TEST)/.installed
	.ci/test-versions $(TEST)/bin/python

check: $(TEST)/.installed
	$(TEST)/bin/ruff check
	$(TEST)/bin/ruff format --check
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports

bench: $(TEST)/.installed $(SITE)/.installed bench-sample
	$(TEST)/bin/python tests/bench/bench_install.py $(SITE) --beside $(TEST)
	$(TEST)/bin/python tests/bench/bench_site.py

bench-sample: $(TEST)/.installed
	$(TEST)/bin/python tests/bench/bench_sample.py

bench-site: POSTS ?= 5000
bench-site: $(TEST)/.installed
	$(TEST)/bin/python tests/bench/bench_search.py --posts $(POSTS)
	$(TEST)/bin/python tests/bench/bench_site.py --posts $(POSTS) --rounds 2 --others
	browser=$$(.ci/browser $(TEST)/bin/python) && WISDOM_CHROMIUM="$$browser" \
	  $(TEST)/bin/python tests/bench/bench_first_search.py --posts $(POSTS)

bench-train: $(TEST)/.installed
	$(TEST)/bin/python tests/bench/bench_train.py "$(or $(TEXT),$(error give TEXT=FILE, e.g. the Tiny Shakespeare text))"

# Environments. A stamp says that a step is done; a changed lock makes the environment anew.

$(SITE)/.locked: requirements/build.txt requirements/site.txt
	.ci/environment $(SITE) requirements/site.txt $(PYTHON)
	touch $@

$(TEST)/.locked: requirements/build.txt requirements/test.txt requirements/torch.txt
	.ci/environment $(TEST) requirements/test.txt $(PYTHON)
	$(TEST)/bin/python -m pip --quiet install -r requirements/torch.txt
	touch $@

# The other versions that .ci/test-versions finds; none of them gets torch.
.venv-3.%/.locked: requirements/build.txt requirements/test.txt
	.ci/environment $(@D) requirements/test.txt $(PYTHON)
	touch $@

%/.installed: %/.locked pyproject.toml
	$*/$(INSTALL_PROJECT)
	touch $@

# Locks. test.txt holds everything, and the others take their versions from it.

COMPILE = $(LOCK)/bin/uv pip compile --quiet --universal --python-version 3.10 \
  --generate-hashes --no-python-downloads --custom-compile-command "make lock"

lock: $(LOCK)/.installed-uv
	$(COMPILE) $(UPGRADE) pyproject.toml --extra material --group dev -o requirements/test.txt
	$(COMPILE) pyproject.toml --extra material -c requirements/test.txt -o requirements/site.txt
	$(COMPILE) --group build -c requirements/test.txt -o requirements/build.txt

$(LOCK)/.installed-uv:
	python=$$(.ci/find-python $(PYTHON)) && "$$python" -m venv --clear $(LOCK)
	$(LOCK)/bin/python -m pip --quiet install uv==0.13.9
	touch $@

clean:
	rm -rf $(SITE) $(TEST) $(LOCK) .venv-3.* site dist build .cache .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
