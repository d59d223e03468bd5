"""20,000 random clicks, keys, wheels and sizes over a filled library: nothing breaks or complains.

``SECOND_ROUND_MONKEY`` gives another number, ``SECOND_ROUND_MONKEY_SEED`` other ones.
Stalls are reported and not asserted, since another program may have had the processor: with each stands how
much of it this one worked.
"""

import os
import sys
from pathlib import Path

import pytest
from monkey import run

ACTIONS = int(os.environ.get("SECOND_ROUND_MONKEY", "20000"))
SEED = int(os.environ.get("SECOND_ROUND_MONKEY_SEED", "9"))
LIMIT_S = 4 * 3600
STALL_S = 0.2


@pytest.mark.timeout(LIMIT_S + 60)
def test_a_monkey_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(sys.executable, tmp_path, actions=ACTIONS, seed=SEED, limit_s=LIMIT_S)
    worked = sorted((stall for stall in told.stalls if stall[1] > STALL_S), key=lambda stall: -stall[1])
    lines = [f"{told.done} actions, {len(told.stalls)} stalls over 200 ms, {len(worked)} of them of work"]
    lines += [
        f"  {took_s:.2f} s, of which work {work_s:.2f} s: {where}" for took_s, work_s, where in worked[:20]
    ]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert told.status == 0, told.last
    assert told.done >= ACTIONS
    assert told.errors == [], "\n".join(told.errors)
