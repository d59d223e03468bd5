"""``python -m ui`` opens the window.

Guarded, since a spawned child may read this file again, and the analysis must not load Qt.
"""

import sys

if __name__ == "__main__":
    from ui.start import main

    sys.exit(main())
