"""Whether work costs in proportion to its size, on a machine where other work makes single figures jump."""

import gc
import time
from collections.abc import Callable

TRIES = 4


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the work, with the garbage collector held."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def in_proportion(work: Callable[[int], object], small: int, large: int, slack: float = 2.0) -> bool:
    """Whether `work(large)` takes at most `slack` times what its size asks for beside `work(small)`, in the best of some tries."""
    work(small)  # tables are built, caches are warm
    return any(seconds(lambda: work(large)) < slack * large / small * seconds(lambda: work(small)) + 0.1 for _ in range(TRIES))
