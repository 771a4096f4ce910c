"""The programs and fonts of the machine that documents are measured and converted with."""
