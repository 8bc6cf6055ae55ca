"""A YAML file that knows the line of everything in it, so that a mistake can be told with its place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

M = TypeVar("M", bound=BaseModel)
#: Where something stands: keys of mappings and indices of lists, from the top.
Place = tuple[str | int, ...]

_IN_OTHER_WORDS = {"missing": "is missing", "extra_forbidden": "is not known here"}
_NOTHING = frozenset({"", "~", "null"})


class ConfigMistake(ValueError):
    """Something in the file that cannot be; `field` is where in it, e.g. `services.0.letter.kind`."""

    def __init__(self, file: Path, line: int, field: str, reason: str) -> None:
        super().__init__(f"{file.name}, line {line}: {field + ' ' if field else ''}{reason}")
        self.line = line
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class ConfigFile:
    """A file that is well-formed; what it says is yet to be checked."""

    path: Path
    root: Node

    @classmethod
    def read(cls, path: Path) -> "ConfigFile":
        """Raises `ConfigMistake` where it is no YAML, and OSError where it cannot be read."""
        try:
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ConfigMistake(path, line, "", error.problem or "is not YAML") from error
        if root is None:
            raise ConfigMistake(path, 1, "", "the file is empty")
        return cls(path, root)

    def as_a(self, model: type[M]) -> M:
        """What the file says, as this model has it. Raises `ConfigMistake` for the topmost mistake."""
        try:
            return model.model_validate(self._plain(self.root, ()), extra="forbid")
        except ValidationError as error:
            mistakes = [self.mistake(_place(at["loc"]), _reason(at["type"], at["msg"])) for at in error.errors()]
            raise min(mistakes, key=lambda mistake: mistake.line) from None

    def mistake(self, place: Place, reason: str) -> ConfigMistake:
        """The mistake at this place; one that is not in the file has the line of what should hold it."""
        return ConfigMistake(self.path, self._line(place), ".".join(map(str, place)), reason)

    def _plain(self, node: Node, place: Place) -> Any:
        """Scalars stay text: the model says what they are, not YAML, for which 15:30 is a number and `no` is false."""
        match node:
            case ScalarNode():
                return None if node.style is None and node.value in _NOTHING else node.value
            case SequenceNode():
                return [self._plain(item, (*place, index)) for index, item in enumerate(node.value)]
            case MappingNode():
                return self._mapping(node, place)
            case _:
                raise self.mistake(place, "cannot be read")

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                raise ConfigMistake(
                    self.path, key.start_mark.line + 1, ".".join(map(str, (*place, name))), "comes twice"
                )
            found[name] = self._plain(value, (*place, name))
        return found

    def _line(self, place: Place) -> int:
        node, line = self.root, self.root.start_mark.line
        for step in place:
            match node:
                case MappingNode():
                    pairs = {str(key.value): (key.start_mark.line, value) for key, value in node.value}
                    if str(step) not in pairs:
                        break
                    line, node = pairs[str(step)]
                case SequenceNode() if isinstance(step, int) and step < len(node.value):
                    node = node.value[step]
                    line = node.start_mark.line
                case _:
                    break
        return line + 1


def _place(loc: tuple[str | int, ...]) -> Place:
    """pydantic's place, without the mark it sets for the key of a mapping."""
    return tuple(step for step in loc if step != "[key]")


def _reason(kind: str, message: str) -> str:
    return _IN_OTHER_WORDS.get(kind, f"is wrong: {message}")
