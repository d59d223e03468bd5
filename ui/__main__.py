"""``python -m ui`` opens the window; ``python -m ui --self-test`` tries whether everything works.

Guarded, since a spawned child may read this file again, and the analysis must not load Qt.
"""

import sys


def start() -> int:
    """Open the window, or try it.

    Returns:
        The exit status.
    """
    if "--self-test" in sys.argv[1:]:
        from ui.self_test import main as self_test  # noqa: PLC0415 - a child may read this file

        return self_test()
    from ui.start import main  # noqa: PLC0415

    return main()


if __name__ == "__main__":
    sys.exit(start())
