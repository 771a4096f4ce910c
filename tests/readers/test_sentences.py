"""Where Swedish sentences end, case by case, and that no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import read_cases

from reportgen.readers.sentences import NOTE_MARK, OPAQUE, split_sentences

PIECES = "Det var t.ex. bl.a. 14 § kl. 10 m.m. ”Nej.” (Se B. 3. Maj) … ! Ca. – än. {} [a] ):("
WORDS = st.sampled_from(PIECES.split(" "))


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=title) for title, text in read_cases("sentences.yaml").items()]
)
def test_sentences_end_where_a_reader_sees_it(text: str) -> None:
    wanted = tuple(text.rstrip("\n").split("\n"))
    assert split_sentences(" ".join(wanted)) == wanted


def test_a_footnote_mark_belongs_to_the_sentence_before_it() -> None:
    note = NOTE_MARK * 5
    assert split_sentences(f"Det var (IOM).{note} Av dem kom tre.") == (
        f"Det var (IOM).{note}",
        "Av dem kom tre.",
    )


def test_a_computed_value_can_begin_a_sentence_and_follow_an_abbreviation() -> None:
    value = OPAQUE * 9
    assert split_sentences(f"Det var kl. {value}. {value} kom, ca. {value}.") == (
        f"Det var kl. {value}.",
        f"{value} kom, ca. {value}.",
    )


@given(st.lists(WORDS).map(" ".join) | st.text())
def test_joined_sentences_are_the_text_again(text: str) -> None:
    sentences = split_sentences(text)
    assert " ".join(sentences) == text
    assert all(split_sentences(each)[0] for each in sentences if each)
