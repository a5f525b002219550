"""Every response that a test sees is checked against contracts/openapi.yaml."""

import functools
import json
import re

import jsonschema
import yaml

from .programs import ROOT


@functools.lru_cache(maxsize=1)
def document():
    return yaml.safe_load((ROOT / "contracts/openapi.yaml").read_text())


@functools.lru_cache(maxsize=1)
def routes():
    """[(pattern, path, operations)], paths without parameters first."""
    listed = []
    for path, operations in document()["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$")
        listed.append(("{" in path, pattern, path, operations))
    return [(pattern, path, operations) for _, pattern, path, operations in sorted(listed, key=lambda row: row[0])]


def resolve(node):
    while "$ref" in node:
        target = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def check(method: str, path: str, status: int, headers, body: bytes):
    """Fails the test when the response is not one that the contract names for this operation."""
    path = path.split("?", 1)[0]
    found = next(((template, operations) for pattern, template, operations in routes() if pattern.match(path)), None)
    described = None
    if found is not None:
        operation = found[1].get("get" if method == "HEAD" else method.lower())
        if operation is not None:
            described = operation["responses"].get(str(status)) or operation["responses"].get("default")
    if described is None:
        # Before a route is found, and for failures that any operation may have, the answer is a problem document.
        assert status in (400, 401, 404, 405, 408, 411, 413, 414, 415, 417, 422, 429, 431, 500, 501, 503, 505), \
            f"{method} {path} answered {status}, which the contract does not name"
        schema, content_type = {"$ref": "#/components/schemas/Problem"}, "application/problem+json"
    else:
        contents = resolve(described).get("content")
        if not contents:
            assert body == b"", f"{method} {path} {status} has a body, the contract says none"
            return
        content_type = headers.get("Content-Type", "").split(";")[0]
        assert content_type in contents, f"{method} {path} {status}: type {content_type!r} is not in the contract"
        schema = contents[content_type]["schema"]
    assert headers.get("Content-Type", "").split(";")[0] == content_type
    if method == "HEAD" or not content_type.endswith("json"):
        return
    validator = jsonschema.Draft202012Validator({**schema, "components": document()["components"]})
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(json.loads(body))]
    assert not errors, f"{method} {path} {status} breaks the contract: {errors[:5]}"
