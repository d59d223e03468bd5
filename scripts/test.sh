#!/bin/sh
# Every check that a change needs; `make test` calls it after set-up.
# Arguments go to pytest, for a part of the tests: make test ARGS="tests/coach/audio -x"
set -u
cd "$(dirname -- "$0")/.." || exit 1
bin=.venv/bin
failed=""

check() { # $1: name, rest: command
    name=$1
    shift
    echo "== $name" >&2
    "$@" || failed="$failed $name"
}

# Tests have no network at all: a namespace of their own where the system allows it.
# Children and native code live in it too; unix sockets (PulseAudio, X) go on working.
if [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
    alone="unshare -n env SECOND_ROUND_NO_NETWORK=1"
elif unshare -cn true 2>/dev/null; then
    alone="unshare -cn env SECOND_ROUND_NO_NETWORK=1"
elif unshare -rn true 2>/dev/null; then
    alone="unshare -rn env SECOND_ROUND_NO_NETWORK=1"
else
    alone=""
    echo "No network namespace here: only the socket guard of tests/conftest.py keeps the tests off the network." >&2
fi

check ruff $bin/ruff check .
check format $bin/ruff format --check .
check mypy $bin/mypy
check mypy-scripts $bin/mypy scripts/setup.py scripts/build_hook.py
check imports $bin/lint-imports
# shellcheck disable=SC2086  # the namespace is a command of several words
check pytest $alone $bin/python -m pytest "$@"

if [ -n "$failed" ]; then
    echo "Failed:$failed" >&2
    exit 1
fi
echo "All checks passed." >&2
