"""`dataclass(frozen=True, slots=True)`, made when a class is first used, not when it is loaded.

The standard library compiles six functions for each class: 0.4 ms each time the program starts,
60 of the 230 ms that a build takes. Here one function is compiled for a class, when its first
instance is made, and all classes share the rest. To a type checker this *is* `dataclasses`:
where that has become quick enough, importing from there again is the whole change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import asdict, astuple, dataclass, field, replace
else:
    from operator import attrgetter

    class Factory:
        """A default that is made anew for each instance."""

        def __init__(self, make):
            self.make = make

    def field(*, default_factory):
        """A default that `default_factory` makes anew for each instance."""
        return Factory(default_factory)

    def dataclass(*, frozen, slots):
        """Make a class a frozen record with slots: the only kind that there is here."""
        assert frozen, slots
        return _record

    def _record(cls):
        own = tuple(vars(cls).get("__annotations__", ()))
        names = getattr(cls, "__match_args__", ()) + own
        defaults = getattr(cls, "__defaults__", {})
        defaults = defaults | {name: vars(cls)[name] for name in own if name in vars(cls)}
        kept = {
            name: value
            for name, value in vars(cls).items()
            if name not in own and name not in ("__dict__", "__weakref__")
        }
        namespace = {
            "__init__": _first_init(names, defaults),
            "__eq__": _equal,
            "__hash__": _hash,
            "__repr__": _show,
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__reduce__": _reduce,
            **{name: value for name, value in kept.items() if value is not None},
            "__slots__": own,
            "__match_args__": names,
            "__defaults__": defaults,
            "__values__": staticmethod(attrgetter(*names) if names else _nothing),
        }
        made = type(cls)(cls.__name__, cls.__bases__, namespace)
        made.__qualname__ = cls.__qualname__
        made.__init__.made_for = made
        return made

    def _first_init(names, defaults):
        """An `__init__` that puts a compiled one in its own place when it is first called."""

        def __init__(self, *arguments, **named):  # noqa: N807
            cls = __init__.made_for
            cls.__init__ = _compiled_init(cls, names, defaults)
            cls.__init__(self, *arguments, **named)

        return __init__

    def _compiled_init(cls, names, defaults):
        scope = {"MISSING": object()}
        parameters, lines = ["self"], []
        for name in names:
            # A slot's own __set__ goes around the frozen __setattr__, and is quicker.
            scope[f"set_{name}"] = getattr(cls, name).__set__
            parameters.append(name)
            if isinstance(default := defaults.get(name, scope), Factory):
                scope[f"make_{name}"] = default.make
                parameters[-1] += "=MISSING"
                lines.append(f" if {name} is MISSING: {name} = make_{name}()")
            elif default is not scope:
                scope[f"default_{name}"] = default
                parameters[-1] += f"=default_{name}"
            lines.append(f" set_{name}(self, {name})")
        source = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"])
        exec(source, scope)  # noqa: S102 - field names of our own classes
        return scope["__init__"]

    def _nothing(record):
        return ()

    def _equal(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self.__values__(self) == self.__values__(other)

    def _hash(self):
        return hash((type(self), self.__values__(self)))

    def _show(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({shown})"

    def _refuse(self, name, *value):
        raise AttributeError(f"cannot change {name!r}: a {type(self).__name__} is frozen")

    def _reduce(self):
        return type(self), astuple(self)

    def replace(record, /, **changes):
        """The same record with some fields changed."""
        return type(record)(**(asdict(record) | changes))

    def asdict(record):
        """The fields by name; what they hold stays as it is."""
        return {name: getattr(record, name) for name in record.__match_args__}

    def astuple(record):
        """The values of the fields; what they hold stays as it is."""
        return tuple(getattr(record, name) for name in record.__match_args__)


def names_of(record: type[Any]) -> tuple[str, ...]:
    """The names of a record's fields, in their order."""
    names: tuple[str, ...] = record.__match_args__
    return names


__all__ = ["asdict", "astuple", "dataclass", "field", "names_of", "replace"]
