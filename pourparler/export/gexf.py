"""Networks of actors in GEXF 1.2, for Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pourparler.export.placing import write_whole
from pourparler.export.release import Export, Written
from pourparler.export.ties import Network, networks

NAMESPACE = "http://www.gexf.net/1.2draft"
NODE = {"kind": "string", "country": "string", "sector": "string", "wikidata": "string"}
WORDED = {"kind": "string", "status": "string", "voice": "string", "days": "string", "evidence": "string"}
EDGE = WORDED | {"rows": "integer", "articles": "integer"}


def declared(graph: Element, kind: str, types: Mapping[str, str]) -> None:
    declarations = SubElement(graph, "attributes", {"class": kind})
    for name, type_of in types.items():
        SubElement(declarations, "attribute", id=name, title=name, type=type_of)


def with_facts(parent: Element, facts: Mapping[str, str]) -> None:
    values = SubElement(parent, "attvalues")
    for name, value in facts.items():
        SubElement(values, "attvalue", {"for": name, "value": value})


def tree(network: Network, language: str) -> Element:
    root = Element("gexf", xmlns=NAMESPACE, version="1.2")
    graph = SubElement(root, "graph", mode="static", defaultedgetype="directed" if network.directed else "undirected")
    declared(graph, "node", NODE)
    declared(graph, "edge", EDGE)
    nodes, edges = SubElement(graph, "nodes"), SubElement(graph, "edges")
    for name, label, facts in network.actor_facts(language):
        with_facts(SubElement(nodes, "node", id=name, label=label), facts)
    for number, (first, second, facts) in enumerate(network.tie_facts()):
        with_facts(SubElement(edges, "edge", id=str(number), source=first, target=second, label=facts["kind"]), facts)
    return root


def as_text(root: Element) -> str:
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def write(export: Export, folder: Path) -> Written:
    """`contacts.gexf` and `acts.gexf`."""
    written = Written()
    for network in networks(export):
        written.files.append(write_whole(folder / f"{network.name}.gexf", as_text(tree(network, export.language))))
        written.rows[network.name] = len(network.ties)
    return written
