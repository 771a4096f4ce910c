"""A year's files to a finished document: assembled, values, tables and charts made, numbered."""
