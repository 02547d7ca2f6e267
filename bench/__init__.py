"""Measurements of the catalogue against goals, each beside a reference taken in the same run."""
