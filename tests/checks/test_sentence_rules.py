"""Rules of language: ten wrong sentences are found, each once, ten right ones left alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sentences import Sentences, corrected, read_sentences, told

RULES = [pytest.param(each, id=each.rule) for each in read_sentences()]


@pytest.mark.parametrize("sentences", RULES)
def test_there_are_ten_of_each(sentences: Sentences) -> None:
    assert len(set(sentences.wrong)) >= 10
    assert len(set(sentences.right)) >= 10


@pytest.mark.parametrize("sentences", RULES)
def test_wrong_sentences_are_found_and_corrected(sentences: Sentences, tmp_path: Path) -> None:
    wrong = tuple(text for text, _fixed in sentences.wrong)
    found = told(sentences.rule, wrong, tmp_path / "projekt")
    assert {text: len(each) for text, each in found.items()} == dict.fromkeys(wrong, 1)
    for text, fixed in sentences.wrong:
        assert not fixed or corrected(text, found[text]) == fixed


@pytest.mark.parametrize("sentences", RULES)
def test_right_sentences_are_left_alone(sentences: Sentences, tmp_path: Path) -> None:
    found = told(sentences.rule, sentences.right, tmp_path / "projekt")
    assert {text: [str(e.diagnostic.message) for e in each] for text, each in found.items()} == {
        text: [] for text in sentences.right
    }


@pytest.mark.parametrize("sentences", RULES)
def test_a_corrected_sentence_has_no_finding(sentences: Sentences, tmp_path: Path) -> None:
    fixed = tuple(right for _wrong, right in sentences.wrong if right)
    if fixed:
        found = told(sentences.rule, fixed, tmp_path / "projekt")
        assert not [text for text, each in found.items() if each]
