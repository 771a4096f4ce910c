"""Sheets of Excel, LibreOffice and CSV files, read as they are: typed cells with their addresses.

`book.py` opens a file; nothing here knows what the cells mean.
"""
