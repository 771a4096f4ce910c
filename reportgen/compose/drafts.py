"""What a draft forgives: that something is not filled in yet. What is wrong it never forgives."""

from __future__ import annotations

# A draft is built in spite of these, with a mark where the missing thing belongs; `check` and
# the finished report insist on them.
FORGIVEN = frozenset(
    [
        "missing-date",  # report.yaml has no date yet
        "not-reviewed",  # a section's text may still be last year's
        "unknown-value",  # an expression needs a figure that is null
        "unknown-base",  # or a share of one
        "empty-list",  # or names rows that have none
        "figure-without-data",  # a chart has nothing to show
    ]
)
