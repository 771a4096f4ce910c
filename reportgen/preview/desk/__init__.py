"""The year's desk: how far the report is, what came back, and the commands as buttons.

`desk` is all of it on one screen. What is done is done by the commands of the terminal, each as a
program of its own (`jobs`), so that a button can do no more than they, and tells what they tell.
"""
