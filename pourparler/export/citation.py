"""CITATION.cff (Citation File Format 1.2.0) of an export: its title, and the program that made it as a reference."""

from __future__ import annotations

import json

import pourparler
from pourparler.export.release import Survey

PAGE = """cff-version: 1.2.0
message: "Put your own names here, and cite the program that made the tables too."
type: dataset
title: {title}
abstract: {abstract}
authors:
  - name: "The pourparler authors"
references:
  - type: software
    title: pourparler
    version: {version}
    license: Apache-2.0
    authors:
      - name: "The pourparler authors"
"""


def quoted(text: str) -> str:
    """The text as a YAML string: a JSON string in ASCII is one."""
    return json.dumps(text, ensure_ascii=True)


def page(title: str, facts: Survey) -> str:
    """The citation; whoever publishes the tables puts their own names in."""
    versions = "; ".join(sorted({version for each in facts.made_with for version in each}))
    abstract = f"Tables read from {facts.articles} articles with: {versions}"
    return PAGE.format(title=quoted(title), abstract=quoted(abstract), version=quoted(pourparler.__version__))
