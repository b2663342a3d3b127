"""Reads YAML as plain text, true and false, and remembers on which line each part stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault

Plain: TypeAlias = "bool | str | list[Plain] | dict[str, Plain]"
At: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: keys and places in lists."""

# libyaml reads ten times faster; the pure reader stands in where a platform has no wheel with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "bool", "int", "float", "null", "timestamp", "map", "seq", "value", "merge")
)

_DEEPEST = 40


@dataclass(slots=True)
class Document:
    """One file as plain values, with the line of each and the faults of its form."""

    file: Path
    root: dict[str, Plain] = field(default_factory=dict)
    lines: dict[At, int] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)

    def line(self, at: At) -> int:
        """Return the line of ``at``, or of the nearest part around it that exists."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def fault(self, line: int, zh: str, en: str) -> None:
        """Add a fault of this file."""
        self.faults.append(FileFault(self.file, line, Text(zh, en)))


def read_yaml(file: Path, data: bytes) -> Document:
    """Return ``data`` as plain values: every scalar is text, but for plain ``true`` and ``false``.

    Anchors, tags and keys given twice are faults: nothing in a flow file may be there unseen.
    """
    document = Document(file)
    try:
        text = data.decode("utf-8-sig")
        root = None if _too_deep(document, text) else yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        document.fault(line, "文件不是 UTF-8 编码。", "The file is not written in UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.fault(
            mark.line + 1 if mark else 1,
            "这里不合 YAML 写法：看缩进、冒号和引号。",
            f"This is not valid YAML: {error.problem or 'look at indents, colons and quotes'}.",
        )
    except yaml.YAMLError:
        document.fault(
            1,
            "文件里有 YAML 不许用的字符。",
            "The file holds a character that YAML does not allow.",
        )
    else:
        if not document.faults:
            _Reader(document).read(root)
    return document


def _too_deep(document: Document, text: str) -> bool:
    """Refuse nesting that no flow has: over it libyaml would exhaust the stack and end us."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            document.fault(line, "嵌套太深。", "This is nested too deep.")
            return True
    return False


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: set[int] = set()

    def read(self, root: yaml.Node | None) -> None:
        if not isinstance(root, yaml.MappingNode):
            self._document.fault(
                1,
                "文件应是一组“名称: 内容”。",
                "The file must be a set of “name: value” lines.",
            )
            return
        self._document.root = self._mapping(root, ())

    def _value(self, node: yaml.Node, at: At) -> Plain:
        line = node.start_mark.line + 1
        self._document.lines.setdefault(at, line)
        if id(node) in self._seen:
            self._document.fault(
                self._document.line(at),
                "这里不用锚点（& 和 *）。",
                "These files use no anchors (& and *).",
            )
            return ""
        self._seen.add(id(node))
        if node.tag not in _STANDARD:
            self._document.fault(
                line,
                f"这里不用标签“{node.tag[:40]}”。",
                f"These files use no tags such as “{node.tag[:40]}”.",
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*at, i)) for i, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: At) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        self._document.lines.setdefault(at, node.start_mark.line + 1)
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in found:
                self._document.fault(
                    line, f"“{key[:40]}”写了两次。", f"“{key[:40]}” is given twice."
                )
                continue
            self._document.lines[*at, key] = line
            found[key] = self._value(value_node, (*at, key))
        return found


def _scalar(node: yaml.Node) -> Plain:
    quoted = bool(getattr(node, "style", None))
    value = str(node.value)
    if not quoted and value in {"true", "false"}:
        return value == "true"
    return value


def as_mapping(value: Plain | None) -> Mapping[str, Plain]:
    """Return ``value`` where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}
