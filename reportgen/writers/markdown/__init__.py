"""The document as the Markdown that it can be read from again, without its places."""
