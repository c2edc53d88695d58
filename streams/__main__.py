"""`python -m streams` is `roundwire`."""

from streams.cli import main

main()
