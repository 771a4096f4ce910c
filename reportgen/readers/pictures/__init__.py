"""Picture files: photos without their metadata, drawings cleaned."""
