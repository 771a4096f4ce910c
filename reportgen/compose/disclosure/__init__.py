"""Statistical disclosure control: what an edition may print and gives nobody away."""
