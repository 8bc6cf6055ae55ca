# The two commands: `make up` runs everything on this machine, `make test` runs all tests.
# Both set up what they need; Python 3.11+ and make are enough.

VENV := .venv
BIN := $(VENV)/bin
export VENV

.PHONY: up test compose-test check format bench chaos docs pictures lock clean

up: $(VENV)/.ready
	@exec $(BIN)/pengantar up $(ARGS)

test: $(VENV)/.ready
	@tools/chromium.sh
	@tools/poppler.sh
	$(BIN)/pytest --config-file=pyproject.toml --numprocesses=2 --dist=loadfile $(ARGS)
	@echo "Not among these tests: the composed system, which needs a Docker engine (make compose-test)."

compose-test: $(VENV)/.ready
	$(BIN)/pytest --config-file=pyproject.toml -m compose $(ARGS) tests/compose

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready
	$(BIN)/python -m bench $(ARGS)

chaos: $(VENV)/.ready
	$(BIN)/python -m chaos $(ARGS)

docs: $(VENV)/.ready
	$(BIN)/pengantar asyncapi > docs/asyncapi.json
	$(BIN)/python -m tests.docs.generated

pictures: $(VENV)/.ready
	@tools/chromium.sh
	$(BIN)/python -m tests.pictures

lock: $(VENV)/.ready
	tools/lock.sh

clean:
	rm -rf $(VENV) build data

$(VENV)/.ready: requirements-dev.lock pyproject.toml tools/setup.sh tools/uv.lock
	@tools/setup.sh
