"""What came back from Word, as edits of the sources: base, theirs and ours, and no converter."""
