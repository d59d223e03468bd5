#!/bin/sh
# Finds a Python that Second Round can use and hands over to setup.py.
# Usage: sh scripts/setup.sh run|test
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
candidates="${SECOND_ROUND_PYTHON:-python3 python3.13 python3.12 python3.11}"

usable() { # $1: interpreter, $2: extra modules that it must be able to import
    "$1" -c "import sys${2:-}; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1
}

# First one that can make an environment at once; then one whose venv part setup.py can still install.
for modules in ", venv, ensurepip" ""; do
    for python in $candidates; do
        if usable "$python" "$modules"; then
            exec "$python" "$here/setup.py" "$@"
        fi
    done
done

echo "Second Round needs Python 3.11 or newer, and none was found (looked for: $candidates)." >&2
if command -v apt-get >/dev/null 2>&1; then
    echo "Install it with:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y python3 python3-venv" >&2
    echo "If that gives you an older one, this system's release is too old: Debian 12 and Ubuntu 24.04 have it." >&2
elif [ "$(uname -s)" = Darwin ]; then
    echo "Install it with:" >&2
    echo "  brew install python@3.12" >&2
else
    echo "Install Python 3.11 or newer with its venv module from your system's packages." >&2
fi
echo "If you have one under another name, say: SECOND_ROUND_PYTHON=/path/to/python3 make run" >&2
exit 1
