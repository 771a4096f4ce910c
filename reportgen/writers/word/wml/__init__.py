"""WordprocessingML: the only place where element names stand."""
