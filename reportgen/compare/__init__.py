"""Compares two reports: their prose as one document with changes, their figures as differences."""

from reportgen.compare.documents import ComparedSection, Comparison, compare_documents
from reportgen.compare.passages import Passage, Stretch
from reportgen.compare.statistics import CountDifference, TableDifference, compare_statistics

__all__ = [
    "ComparedSection",
    "Comparison",
    "CountDifference",
    "Passage",
    "Stretch",
    "TableDifference",
    "compare_documents",
    "compare_statistics",
]
