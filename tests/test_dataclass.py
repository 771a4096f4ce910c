"""Our records are the standard library's, as far as a program can tell."""

import dataclasses
import pickle
from typing import Generic, TypeVar

import pytest

from reportgen import dataclass as ours

T = TypeVar("T")


def both(make):
    """The same class made by the standard library and by us."""
    return [make(dataclasses.dataclass, dataclasses.field), make(ours.dataclass, ours.field)]


def make_point(dataclass, field):
    @dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: int = 2
        tags: list[str] = field(default_factory=list)

        @property
        def sum(self) -> int:
            return self.x + self.y

    return Point


@pytest.mark.parametrize("point", both(make_point))
def test_construction_defaults_and_properties(point):
    assert (point(1).x, point(1).y, point(1, y=5).sum) == (1, 2, 6)
    assert point(1).tags is not point(1).tags
    for wrong in ((), (1, 2, [], 4)):
        with pytest.raises(TypeError, match="argument"):
            point(*wrong)
    with pytest.raises(TypeError, match="unexpected keyword"):
        point(1, z=3)


@pytest.mark.parametrize("point", both(make_point))
def test_frozen_with_slots(point):
    record = point(1)
    with pytest.raises(AttributeError):
        record.x = 2
    with pytest.raises(AttributeError):
        del record.x
    with pytest.raises((AttributeError, TypeError)):
        record.unknown = 2
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("point", both(make_point))
def test_equality_hash_and_repr(point):
    assert point(1) == point(1)
    assert point(1) != point(2)
    assert repr(point(1)).endswith("Point(x=1, y=2, tags=[])")
    assert hash(point(1, 2, ())) == hash(point(1, 2, ()))
    with pytest.raises(TypeError, match="unhashable"):
        hash(point(1))


def test_two_kinds_with_the_same_values_differ():
    one, other = make_point(ours.dataclass, ours.field), make_point(ours.dataclass, ours.field)
    assert one(1) != other(1)
    assert len({one(1, 2, ()), other(1, 2, ())}) == 2


@pytest.mark.parametrize("point", both(make_point))
def test_match_by_position_and_name(point):
    match point(1, 7):
        case point(x, y=y):
            assert (x, y) == (1, 7)
        case _:
            pytest.fail("does not match")


def test_replace_and_conversion():
    point = make_point(ours.dataclass, ours.field)
    assert ours.replace(point(1, 2, ()), y=9) == point(1, 9, ())
    assert ours.asdict(point(1, 2, ())) == {"x": 1, "y": 2, "tags": ()}
    assert ours.astuple(point(1, 2, ())) == (1, 2, ())
    assert ours.names_of(point) == ("x", "y", "tags")


@ours.dataclass(frozen=True, slots=True)
class Base(Generic[T]):
    value: T


@ours.dataclass(frozen=True, slots=True)
class Extended(Base[int]):
    more: str = "more"


def test_inheritance_and_pickle():
    assert Extended(1) == Extended(1, "more")
    assert repr(Extended(1)) == "Extended(value=1, more='more')"
    assert pickle.loads(pickle.dumps(Extended(3))) == Extended(3)
    assert Base("a") != Extended(1)
