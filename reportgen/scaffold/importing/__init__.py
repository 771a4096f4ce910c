"""A year, and a project around it, out of a Word file: each part of the file has a module.

`reading` is all of it on one screen. What is taken for what is said, with its place in the file.
"""
