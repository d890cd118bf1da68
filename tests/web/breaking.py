"""What in a newer OpenAPI document would break a program that was written for an older one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Doc = dict[str, Any]


def breaking(old: Doc, new: Doc) -> list[str]:
    """Each break in words: what is gone of paths and answers, what requests must or may no longer hold."""
    found: list[str] = []
    for path, operations in old["paths"].items():
        for method, operation in operations.items():
            place = f"{method.upper()} {path}"
            other = new["paths"].get(path, {}).get(method)
            if other is None:
                found.append(f"{place}: gone")
            else:
                found += _parameters(place, operation, other)
                found += _requests(place, operation, other, old, new)
                found += _answers(place, operation, other, old, new)
    return found


def _parameters(place: str, old: Doc, new: Doc) -> Iterator[str]:
    before = {(each["in"], each["name"]): each for each in old.get("parameters", [])}
    after = {(each["in"], each["name"]): each for each in new.get("parameters", [])}
    for key in before.keys() - after.keys():
        yield f"{place}: parameter {key[1]} gone"
    for key, each in after.items():
        if each.get("required") and not before.get(key, {}).get("required"):
            yield f"{place}: parameter {key[1]} is now required"


def _requests(place: str, old: Doc, new: Doc, old_doc: Doc, new_doc: Doc) -> Iterator[str]:
    before, after = old.get("requestBody", {}).get("content", {}), new.get("requestBody", {}).get("content", {})
    if after and not before and new["requestBody"].get("required"):
        yield f"{place}: a body is now required"
    for media, each in before.items():
        if media not in after:
            yield f"{place}: body {media} gone"
        else:
            seen: set[tuple[str, str]] = set()
            yield from _sent(f"{place} body", each["schema"], after[media]["schema"], old_doc, new_doc, seen)


def _answers(place: str, old: Doc, new: Doc, old_doc: Doc, new_doc: Doc) -> Iterator[str]:
    for status, answer in old["responses"].items():
        other = new["responses"].get(status)
        if other is None:
            if status.startswith("2"):
                yield f"{place}: answer {status} gone"
            continue
        for media, each in answer.get("content", {}).items():
            if media not in other.get("content", {}):
                yield f"{place}: answer {status} is no longer {media}"
                continue
            seen: set[tuple[str, str]] = set()
            after = other["content"][media]["schema"]
            yield from _got(f"{place} answer {status}", each["schema"], after, old_doc, new_doc, seen)


def _sent(place: str, old: Doc, new: Doc, old_doc: Doc, new_doc: Doc, seen: set[tuple[str, str]]) -> Iterator[str]:
    """What may be sent must stay allowed."""
    if _again(old, new, seen):
        return
    old, new = _resolved(old, old_doc), _resolved(new, new_doc)
    if missing := _kinds(old) - _kinds(new):
        yield f"{place}: no longer takes {', '.join(sorted(missing))}"
    if gone := set(map(str, old.get("enum", []))) - set(map(str, new.get("enum", old.get("enum", [])))):
        yield f"{place}: no longer takes {', '.join(sorted(gone))}"
    for name in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{place}: {name} is now required"
    for name, each in old.get("properties", {}).items():
        if name in new.get("properties", {}):
            yield from _sent(f"{place}.{name}", each, new["properties"][name], old_doc, new_doc, seen)
        else:
            yield f"{place}: {name} gone"
    if "items" in old and "items" in new:
        yield from _sent(f"{place}[]", old["items"], new["items"], old_doc, new_doc, seen)


def _got(place: str, old: Doc, new: Doc, old_doc: Doc, new_doc: Doc, seen: set[tuple[str, str]]) -> Iterator[str]:
    """What was promised in an answer must stay there."""
    if _again(old, new, seen):
        return
    old, new = _resolved(old, old_doc), _resolved(new, new_doc)
    if more := _kinds(new) - _kinds(old):
        yield f"{place}: may now be {', '.join(sorted(more))}"
    for name in old.get("required", []):
        if name not in new.get("required", []):
            yield f"{place}: {name} is no longer always there"
    for name, each in old.get("properties", {}).items():
        if name in new.get("properties", {}):
            yield from _got(f"{place}.{name}", each, new["properties"][name], old_doc, new_doc, seen)
    for inner in ("items", "additionalProperties"):
        if isinstance(old.get(inner), dict) and isinstance(new.get(inner), dict):
            yield from _got(f"{place}[]", old[inner], new[inner], old_doc, new_doc, seen)


def _again(old: Doc, new: Doc, seen: set[tuple[str, str]]) -> bool:
    """Whether these two named schemas are compared already, a circle."""
    if "$ref" not in old or "$ref" not in new:
        return False
    pair = (old["$ref"], new["$ref"])
    if pair in seen:
        return True
    seen.add(pair)
    return False


def _resolved(schema: Doc, document: Doc) -> Doc:
    """The schema behind a name; of a choice with null the other side."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    for word in ("anyOf", "oneOf"):
        sides = [side for side in schema.get(word, []) if side.get("type") != "null"]
        if len(sides) == 1:
            return {**_resolved(sides[0], document), "nullable": len(schema[word]) > 1}
    return schema


def _kinds(schema: Doc) -> set[str]:
    """The JSON types of a schema."""
    found = {"null"} if schema.get("nullable") else set()
    for side in (*schema.get("anyOf", []), *schema.get("oneOf", [])):
        found |= _kinds(side)
    kind = schema.get("type", [])
    return found | ({kind} if isinstance(kind, str) else set(kind))
