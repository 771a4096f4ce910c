"""What the numbers of a text say of each other, whatever the statistics have."""
