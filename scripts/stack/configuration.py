"""Fills the templates in deploy/: `@NAME@` stands for a value."""

import re
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PLACEHOLDER = re.compile(r"@([A-Z][A-Z0-9_]*)@")


def fill(text: str, values: dict, what: str = "template") -> str:
    """`text` with every placeholder replaced; one without a value is an error."""
    missing = sorted({name for name in PLACEHOLDER.findall(text) if name not in values})
    if missing:
        raise KeyError(f"{what} wants values for: {', '.join(missing)}")
    return PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), text)


def fill_file(template: str, values: dict) -> str:
    """A template of deploy/, by its path there."""
    return fill((DEPLOY / template).read_text(), values, f"deploy/{template}")
