"""What is written on the page, put into the files: merged with what others wrote, or asked about.

`saving` is all of it on one screen. A page says which text of a file it knew, which stretch of it
was rewritten, and how; nothing that it did not know is ever overwritten.
"""
