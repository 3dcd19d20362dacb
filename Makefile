# `make help` lists the targets. PYTHON=/path/to/python3 picks the Python; without it .ci/find-python
# takes the first one on PATH that fits.

PYTHON ?=
UPGRADE ?=
SITE := .venv
TEST := .venv-test
LOCK := .venv-lock
PINS := plugin/mkdocs_wisdom/scaffold/constraints.txt
RELEASE := .venv-release
OLDEST := .venv-oldest

# The tiers of the tests, as pytest markers (pyproject.toml says what each means).
UNIT := not slow and not site and not browser and not registry
EVERY_PYTHON := $(UNIT) and not torch or every_python

# For `make quick`: TESTS are files or folders, K is pytest's -k, MARKERS its -m.
TESTS ?=
K ?=
MARKERS ?= $(UNIT)

# Material for MkDocs 9.8 opens every build with a notice about its end of life and MkDocs 2.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

INSTALL_PROJECT = bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .

# On matrices as small as ours a second BLAS thread only spins, and so do the waiting threads of torch.
THREADS = OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE
PYTEST = $(THREADS) $(TEST)/bin/python -m pytest

.PHONY: help site serve quick fix check test test-versions test-oldest dist clean lock \
  bench bench-archive bench-sample bench-site bench-train
.DELETE_ON_ERROR:
.SECONDARY:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(SITE)/.installed ## write the post of the day to posts/ and build the site in site/
	$(SITE)/bin/mkdocs build --strict

serve: $(SITE)/.installed ## serve the site at http://127.0.0.1:8000/ and rebuild it on changes
	$(SITE)/bin/mkdocs serve

quick: check ## check, then unit tests, in a minute; TESTS=tests/model K=gate runs fewer
	$(PYTEST) -q$(if $(findstring .py,$(TESTS)),, -n auto) -m "$(MARKERS)"$(if $(K), -k "$(K)")$(if $(TESTS), $(TESTS))

fix: $(TEST)/.installed ## format, and correct what ruff can correct
	$(TEST)/bin/ruff check --fix --exit-zero
	$(TEST)/bin/ruff format

check: $(TEST)/.installed ## lint, formatting, types, import contracts, dependencies, workflows
	$(TEST)/bin/ruff check
	$(TEST)/bin/ruff format --check
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports
	$(TEST)/bin/deptry plugin model training
	$(TEST)/bin/actionlint .github/workflows/*.yml
	$(TEST)/bin/zizmor --offline --no-progress --quiet --persona pedantic .github

test: check test-versions ## check, unit tests on every other Python found, then all tests
	browser=$$(.ci/browser $(TEST)/bin/python) && WISDOM_CHROMIUM="$$browser" \
	  $(PYTEST) -n auto --dist loadfile --no-loadscope-reorder

test-versions: $(TEST)/.installed ## unit tests and a few site builds on every other Python found
	.ci/test-versions $(TEST)/bin/python

# The same on one Python, which has the environment .venv-3.N: make test-3.12 PYTHON=python3.12
test-3.%: .venv-3.%/.installed
	$(THREADS) .venv-3.$*/bin/python -m pytest -q -p no:cacheprovider -m "$(EVERY_PYTHON)"

test-oldest: $(OLDEST)/.installed ## unit tests and a few site builds with the oldest dependencies allowed
	$(THREADS) $(OLDEST)/bin/python -m pytest -q -p no:cacheprovider -m "$(EVERY_PYTHON)" \
	  tests/model tests/plugin tests/training tests/site

dist: $(RELEASE)/.locked ## build and check the packages of a release, in dist/
	.ci/build-release $(RELEASE)/bin/python

bench: $(TEST)/.installed $(SITE)/.installed bench-sample ## benchmarks, each beside a named peer
	$(TEST)/bin/python tests/bench/bench_install.py $(SITE) --beside $(TEST)
	$(TEST)/bin/python tests/bench/bench_site.py
	$(TEST)/bin/python tests/bench/bench_threads.py

bench-archive: SIZE ?= 1000
bench-archive: $(TEST)/.installed ## read an archive of X with SIZE=1000 MB of posts
	$(TEST)/bin/python tests/bench/bench_archive.py --size $(SIZE) --alone

bench-sample: $(TEST)/.installed ## how fast texts are written
	$(TEST)/bin/python tests/bench/bench_sample.py

bench-site: POSTS ?= 5000
bench-site: $(TEST)/.installed ## publish and search POSTS=5000 posts, beside Material and Pagefind
	$(TEST)/bin/python tests/bench/bench_search.py --posts $(POSTS)
	$(TEST)/bin/python tests/bench/bench_site.py --posts $(POSTS) --rounds 2 --others
	browser=$$(.ci/browser $(TEST)/bin/python) && WISDOM_CHROMIUM="$$browser" \
	  $(TEST)/bin/python tests/bench/bench_first_search.py --posts $(POSTS)

bench-train: $(TEST)/.installed ## how well training learns from TEXT=FILE in half an hour
	$(TEST)/bin/python tests/bench/bench_train.py "$(or $(TEXT),$(error give TEXT=FILE, e.g. the Tiny Shakespeare text))"

# Environments. A stamp says that a step is done; if a lock changes, its environment is made again.

$(SITE)/.locked: requirements/build.txt requirements/site.txt
	.ci/environment $(SITE) requirements/site.txt $(PYTHON)
	touch $@

$(TEST)/.locked: requirements/build.txt requirements/test.txt requirements/torch.txt
	.ci/environment $(TEST) requirements/test.txt $(PYTHON)
	$(TEST)/bin/python -m pip --quiet install -r requirements/torch.txt
	touch $@

# The environments of `make test-3.N`; none of them gets torch.
.venv-3.%/.locked: requirements/build.txt requirements/test.txt
	.ci/environment $(@D) requirements/test.txt $(PYTHON)
	touch $@

# The oldest versions replace the newest, except those of the tools that test.
$(OLDEST)/.locked: requirements/build.txt requirements/test.txt requirements/oldest.txt
	.ci/environment $(OLDEST) requirements/test.txt $(or $(PYTHON),python3.10)
	$(OLDEST)/bin/python -m pip --quiet install --no-deps --require-hashes --only-binary :all: \
	  -r requirements/oldest.txt
	touch $@

$(RELEASE)/.locked: requirements/build.txt requirements/release.txt
	.ci/environment $(RELEASE) requirements/release.txt $(PYTHON)
	touch $@

%/.installed: %/.locked pyproject.toml
	$*/$(INSTALL_PROJECT)
	touch $@

# Locks. test.txt holds everything, and the others take their versions from it.

COMPILE = $(LOCK)/bin/uv pip compile --quiet --universal --python-version 3.10 \
  --generate-hashes --no-python-downloads --custom-compile-command "make lock"

lock: $(LOCK)/.installed-uv ## lock what pyproject.toml asks for; UPGRADE=--upgrade renews all
	$(COMPILE) $(UPGRADE) pyproject.toml --extra material --extra cards --extra import --group dev -o requirements/test.txt
	$(COMPILE) pyproject.toml --extra material --extra cards -c requirements/test.txt -o requirements/site.txt
	$(COMPILE) --group build -c requirements/test.txt -o requirements/build.txt
	sed -n '/^[a-z]/s/ \\$$//p' requirements/site.txt > $(PINS)
	$(COMPILE) pyproject.toml --extra import --group train-without-torch -c requirements/test.txt -o requirements/train.txt
	$(COMPILE) $(UPGRADE) --group release -c requirements/build.txt -o requirements/release.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra material --extra cards --extra import --resolution lowest-direct -o requirements/oldest.txt

$(LOCK)/.installed-uv:
	python=$$(.ci/find-python $(PYTHON)) && "$$python" -m venv --clear $(LOCK)
	$(LOCK)/bin/python -m pip --quiet install uv==0.13.9
	touch $@

clean: ## remove environments, caches and the built site; posts stay
	rm -rf $(SITE) $(TEST) $(LOCK) $(RELEASE) $(OLDEST) .venv-3.* site dist build .cache .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
