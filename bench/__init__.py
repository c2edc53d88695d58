"""Speed, memory and cost of the reading, measured: `make bench`. docs/performance.md has the figures."""
