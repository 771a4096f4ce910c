"""Writers: a Document to the bytes of one format each."""
