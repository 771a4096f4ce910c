"""Entries of `statistics.yaml` as grids that a person edits: read, merged, written back."""
