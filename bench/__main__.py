"""`python -m bench [reading | memory | linear] [options]`: what `make bench` runs."""

import sys
from importlib import import_module

WHAT = ("reading", "memory", "linear")


def main(args: list[str]) -> int:
    """Exit code of the measurement asked for: 1 where a floor does not hold."""
    what, *rest = args or ["reading"]
    if what not in WHAT:
        print(f"bench: there is no {what!r}; there are {', '.join(WHAT)}.", file=sys.stderr)
        return 2
    return int(import_module(f"bench.{what}").main(rest))


sys.exit(main(sys.argv[1:]))
