"""What the numbers of the prose say, held against the figures."""
