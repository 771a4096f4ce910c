"""The rules, one topic a module; standing here is all it takes to be found."""
