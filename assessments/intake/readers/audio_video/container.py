"""What a container of sound or film states, collected while its reader walks it."""

from __future__ import annotations

from dataclasses import dataclass, field

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import StatedTime
from assessments.intake.core.window import Window


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A named text of the container."""

    name: str  # with the field that carries it: TXXX:AIGC, INFO:IART, COMMENT
    value: str

    @property
    def key(self) -> str:
        """The name in upper case, without the field that carries it."""
        return self.written_key.upper()

    @property
    def written_key(self) -> str:
        """The name as it is written, without the field that carries it."""
        return self.name.rpartition(":")[2]


@dataclass(kw_only=True)
class Media:
    """What a container of sound or film holds, gathered while a reader walks it."""

    media_type: str
    tags: list[Tag] = field(default_factory=list)
    times: list[StatedTime] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    unread: list[str] = field(default_factory=list)  # names of parts that are not known
    c2pa: bool = False  # Content Credentials are there; whether they hold is another reader's task
    blocks: int = 0
    chars: int = 0

    def add(self, name: str, value: str) -> None:
        """Keep a text; one past the bounds is left out and reported."""
        value = value.strip("\0").strip()
        self.chars += len(value)
        if len(value) > limits.TEXT_INFLATED.value or self.chars > limits.TEXT_TOTAL.value:
            self.problems.append(over_limit(limits.TEXT_TOTAL))
        elif value:
            self.tags.append(Tag(name=name, value=value))

    def text(self, part: Window) -> bytes | None:
        """A part's bytes, or None (and a problem) where it is larger than a text may be."""
        if part.remaining > limits.TEXT_RAW.value:
            self.problems.append(over_limit(limits.TEXT_RAW))
            return None
        return part.rest()

    def count_block(self) -> bool:
        """Count one more part; False, with a problem the first time, where there are too many."""
        self.blocks += 1
        if self.blocks == limits.BLOCKS.value + 1:
            self.problems.append(over_limit(limits.BLOCKS))
        return self.blocks <= limits.BLOCKS.value

    def report_truncated(self, where: str) -> None:
        self.problems.append(problem("truncated", where=where))

    def set_duration(self, amount: float, rate: float) -> None:
        """Set the duration to `amount / rate` seconds, unless it is set or one of them is zero."""
        if self.seconds is None and amount > 0 and rate > 0:
            self.seconds = round(amount / rate, 3)
