"""Holds a file against its published schema and says in a sentence what does not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from posdesk.domain.text import Text
from posdesk.intake.flow_yaml import At, Document
from posdesk.paths import resources

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMA = Path("flows") / "flow.schema.json"
"""The published schema of flows, below the shipped resources."""


def check_schema(document: Document, kind: str, schema: Path = SCHEMA) -> bool:
    """Add to ``document`` what breaks ``schema``, and return whether it holds to it.

    ``kind`` names the definition: ``flow`` or ``part``, ``theme``, ``card``.
    """
    before = len(document.faults)
    for error in _validator(kind, schema).iter_errors(document.root):
        for at, text in _sentences(error, document, schema):
            document.fault(document.line(at), text.zh_CN, text.en)
    return len(document.faults) == before


@cache
def _validator(kind: str, schema: Path) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # 40 ms: only where files are really parsed

    published = json.loads((resources() / schema).read_text("utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": published["$defs"]})


def _sentences(
    error: ValidationError, document: Document, published: Path
) -> Iterator[tuple[At, Text]]:
    at: At = tuple(error.absolute_path)
    given = cast(Any, error.instance)
    schema = cast(dict[str, Any], error.schema)
    match error.validator:
        case "required":
            yield from ((at, _missing(name)) for name in schema["required"] if name not in given)
        case "additionalProperties":
            known = schema["properties"]
            yield from (
                ((*at, name), _unknown_name(name, known)) for name in given if name not in known
            )
        case "enum" | "anyOf":
            yield at, _not_one_of(given, schema, published)
        case "type":
            yield at, _wrong_shape(str(error.validator_value))
        case "pattern":
            # A key that breaks its pattern is reported at the mapping; its own line says more.
            key = (*at, str(given))
            yield key if key in document.lines else at, _wrong_form(given)
        case "minItems" | "maxItems" if given:
            yield at, _wrong_count(schema)
        case _:
            yield at, Text("这里是空的，要写内容。", "This is empty; something must stand here.")


def _missing(name: str) -> Text:
    if name == "zh_CN":
        return Text("缺中文（zh_CN）。", "The Chinese half (zh_CN) is missing.")
    if name == "en":
        return Text("缺英文（en）。", "The English half (en) is missing.")
    return Text(f"缺“{name}”。", f"“{name}” is missing.")


def _unknown_name(name: str, known: dict[str, Any]) -> Text:
    return Text(
        f"这里没有“{name[:40]}”这个名称，可用：{'、'.join(known)}。",
        f"“{name[:40]}” is no name that belongs here; there are: {', '.join(known)}.",
    )


def _not_one_of(given: object, schema: dict[str, Any], published: Path) -> Text:
    values = schema.get("enum") or _choices(schema, published)
    return Text(
        f"“{given!s:.40}”不在可选的值里：{'、'.join(values)}。",
        f"“{given!s:.40}” is none of: {', '.join(values)}.",
    )


def _choices(schema: dict[str, Any], published: Path) -> list[str]:
    definitions = json.loads((resources() / published).read_text("utf-8"))["$defs"]
    found: list[str] = []
    for option in schema["anyOf"]:
        named = definitions[option["$ref"].rsplit("/", 1)[-1]] if "$ref" in option else option
        found += named.get("enum") or [named["const"]]
    return found


def _wrong_shape(wanted: str) -> Text:
    shapes = {
        "string": Text("这里要写一段文字。", "A text must stand here."),
        "object": Text(
            "这里要写一组“名称: 内容”。", "A set of “name: value” lines must stand here."
        ),
        "array": Text(
            "这里要写一列，每项前加“- ”。", "A list must stand here, each item after “- ”."
        ),
        "boolean": Text("这里只能写 true 或 false。", "Only true or false can stand here."),
    }
    return shapes[wanted]


def _wrong_count(schema: dict[str, Any]) -> Text:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most is None:
        return Text(f"这里至少要有 {least} 项。", f"There must be at least {least} of these.")
    return Text(f"这里要有 {least} 到 {most} 项。", f"There must be {least} to {most} of these.")


def _wrong_form(given: object) -> Text:
    if not str(given).strip():
        return Text("这里是空的，要写内容。", "This is empty; something must stand here.")
    return Text(
        f"“{given!s:.40}”的写法不对，或太长。",
        f"“{given!s:.40}” is not written as it must be here, or is too long.",
    )
