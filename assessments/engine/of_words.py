"""Values that rest on the words of a record alone, found once for all versions of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")


class of_words(cached_property[T]):  # noqa: N801  a decorator
    """A cached property of what reads a record, which rests on nothing that versions change.

    It is asked of `same_words`: what reads another version with the same words, None for none.
    """

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None or instance.same_words is None:
            return super().__get__(instance, owner)
        value = getattr(instance.same_words, str(self.attrname))
        instance.__dict__[str(self.attrname)] = value
        return value
