"""No module leans on one that leans on it, by whatever way around."""

import grimp

# Footnotes are inlines that hold blocks.
NAMED = [{"reportgen.model.blocks", "reportgen.model.inlines"}]


def reached_from(start, neighbours):
    """The modules that can be reached from `start`, itself only by a way around."""
    found, waiting = set(), [start]
    while waiting:
        new = neighbours(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def circles(graph):
    """Sets of modules each of which imports every other, those for the type checker among them."""
    below = {m: reached_from(m, graph.find_modules_directly_imported_by) for m in graph.modules}
    circular = {m for m, found in below.items() if m in found}
    return {
        frozenset(m for m in circular if m in below[one] and one in below[m]) for one in circular
    }


def test_only_the_named_modules_import_each_other():
    graph = grimp.build_graph("reportgen", exclude_type_checking_imports=False, cache_dir=None)
    assert sorted(map(sorted, circles(graph))) == sorted(map(sorted, NAMED))
