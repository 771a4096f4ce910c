"""`statistics.yaml` to tables of numbers that hold together."""
