"""What lies on disk: read and written whole or not at all, remembered, watched, out of git."""
