"""reportgen: an annual report kept as source, built into a finished Word document."""

__version__ = "0.1.0"
