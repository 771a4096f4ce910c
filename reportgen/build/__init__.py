"""From a year's sources to finished files in their places."""
