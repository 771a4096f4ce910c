"""Compares two documents."""
