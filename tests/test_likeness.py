"""How alike texts are, and which of many is most like one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.similarity import LikenessIndex, likeness, most_alike, words_of

WORDS = st.lists(st.sampled_from(["vi", "har", "mött", "polisen", "under", "året"]), max_size=12)


def test_words_are_compared_without_case_and_punctuation() -> None:
    one, other = words_of("Vi mötte polisen, ofta."), words_of("vi mötte Polisen ofta")
    assert likeness(one, other) == 1


def test_the_most_alike_text_is_found() -> None:
    texts = ["Vi höll en konferens om hotell.", "Under hösten höll vi en konferens för hotell."]
    index = LikenessIndex(map(words_of, texts))
    match = index.find(words_of("Under hösten höll vi en konferens för skolor."), 0.8)
    assert match
    assert match.index == 1
    assert index.find(words_of("Något helt annat stod där."), 0.8) is None


@given(WORDS, WORDS)
def test_likeness_is_never_above_its_bound(one: list[str], other: list[str]) -> None:
    assert 0 <= likeness(one, other) <= most_alike(one, other) + 1e-9


@given(WORDS)
def test_a_text_is_like_itself(words: list[str]) -> None:
    assert likeness(words, list(words)) == 1
