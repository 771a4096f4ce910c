"""Word files, as they come: opened with care, and their text."""
