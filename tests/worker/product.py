"""The worker of the product, as `roundwire worker` starts it."""

import sys

from streams.settings import load
from streams.worker.app import run

if __name__ == "__main__":
    sys.exit(run(load()))
