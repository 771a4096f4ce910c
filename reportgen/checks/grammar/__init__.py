"""What a word can be and how words stand in a sentence: the ground that grammar rules stand on."""
