"""The language between `{{` and `}}`: what it can say, and what it gives."""
