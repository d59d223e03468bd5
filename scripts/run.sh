#!/bin/sh
# What `make run` starts: the one place that chooses between the window and the terminal.
set -eu
cd "$(dirname -- "$0")/.."

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no screen here, so the demo interview runs in this terminal." >&2
    exec .venv/bin/coach demo "$@"
fi
exec .venv/bin/coach "$@"
