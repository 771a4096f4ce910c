"""What is looked at before an edition is let out: its text, then the finished file."""
