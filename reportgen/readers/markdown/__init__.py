"""Markdown of content to blocks and inlines, each with its place in the file."""
