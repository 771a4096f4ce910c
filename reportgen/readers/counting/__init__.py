"""Counts figures out of registers and summary sheets, as `counted:` declares it.

Nothing of a row leaves this room but what was counted, and in messages the value of a cell in a
column that a table is counted by. `declaring` is what may be declared, `sources` reads the files,
all else is pure.
"""
