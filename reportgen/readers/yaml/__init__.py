"""YAML with positions; the slips that people make in it told in their own words."""
