"""Measures Takwin against floors of the same run: `make bench`, or `python -m benchmarks`."""
