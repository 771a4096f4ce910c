"""Reads the lists of a year: their columns as declared, their rows in YAML or in a sheet beside."""
