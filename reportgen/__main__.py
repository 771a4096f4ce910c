"""`python -m reportgen` does what the command `reportgen` does."""

from reportgen.cli import main

if __name__ == "__main__":
    main()
