"""From files to values: text, YAML, Markdown, settings, statistics, figures, profiles."""
