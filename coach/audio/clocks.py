"""How long the computer has slept: seconds that pass while a program's own clock stands still."""

import sys
import time

if sys.platform == "linux":

    def asleep_s() -> float:
        """Seconds that the computer has slept since it started.

        ``CLOCK_BOOTTIME`` counts sleep and ``CLOCK_MONOTONIC`` does not (clock_gettime(2)).

        Returns:
            Seconds; only differences mean something.
        """
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)

elif sys.platform == "darwin":

    def asleep_s() -> float:
        """Seconds that the computer has slept since it started.

        On macOS ``CLOCK_MONOTONIC`` counts sleep and ``CLOCK_UPTIME_RAW`` does not (clock_gettime(3)).

        Returns:
            Seconds; only differences mean something.
        """
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)

elif sys.platform == "win32":
    import ctypes

    def asleep_s() -> float:
        """Seconds that the computer has slept since it started.

        On Windows ``time.monotonic`` counts sleep and ``QueryUnbiasedInterruptTime`` (in 100 ns) does not.

        Returns:
            Seconds; only differences mean something.
        """
        awake = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return time.monotonic() - awake.value / 1e7

else:

    def asleep_s() -> float:
        """Seconds that the computer has slept: not known on this system.

        Returns:
            0.
        """
        return 0.0
