"""A lock on an open file that ends with the process that holds it, however that ends."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    # Windows locks are on byte ranges and forbid others to read them: lock one byte that no sound reaches.
    _FAR_OFFSET = 0x7FFF_FFFE

    def try_lock(descriptor: int) -> bool:
        """Take the lock if nobody has it.

        Args:
            descriptor: An open file; its position is kept.

        Returns:
            Whether the lock was taken.
        """
        position = os.lseek(descriptor, 0, os.SEEK_CUR)
        try:
            os.lseek(descriptor, _FAR_OFFSET, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, position, os.SEEK_SET)
        return True

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the lock if nobody has it.

        Args:
            descriptor: An open file; its position is kept.

        Returns:
            Whether the lock was taken.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
