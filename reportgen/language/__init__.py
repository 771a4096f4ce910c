"""How things are said: messages, numbers and dates by language, and how alike two texts are."""
