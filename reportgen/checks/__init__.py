"""Rules over the source, the statistics and the evaluated document; one topic a module."""
