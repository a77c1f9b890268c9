"""Networks of actors in GraphML, for igraph, networkx, Cytoscape, yEd."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from pourparler.export.gexf import EDGE, NODE, as_text
from pourparler.export.placing import write_whole
from pourparler.export.release import Export, Written
from pourparler.export.ties import Network, networks

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {"string": "string", "integer": "int"}


def declared(root: Element, kind: str, types: Mapping[str, str]) -> None:
    """Keys are `node.kind`, `edge.kind` and so on: one name may mean something else on a node and on an edge."""
    for name, type_of in types.items():
        SubElement(root, "key", {"id": f"{kind}.{name}", "for": kind, "attr.name": name, "attr.type": TYPES[type_of]})


def with_facts(parent: Element, kind: str, facts: Mapping[str, str]) -> None:
    for name, value in facts.items():
        SubElement(parent, "data", key=f"{kind}.{name}").text = value


def tree(network: Network, language: str) -> Element:
    root = Element("graphml", xmlns=NAMESPACE)
    declared(root, "node", {"label": "string"} | NODE)
    declared(root, "edge", EDGE)
    graph = SubElement(root, "graph", id=network.name, edgedefault="directed" if network.directed else "undirected")
    for name, label, facts in network.actor_facts(language):
        with_facts(SubElement(graph, "node", id=name), "node", {"label": label} | facts)
    for number, (first, second, facts) in enumerate(network.tie_facts()):
        with_facts(SubElement(graph, "edge", id=str(number), source=first, target=second), "edge", facts)
    return root


def write(export: Export, folder: Path) -> Written:
    """`contacts.graphml` and `acts.graphml`."""
    written = Written()
    for network in networks(export):
        written.files.append(write_whole(folder / f"{network.name}.graphml", as_text(tree(network, export.language))))
        written.rows[network.name] = len(network.ties)
    return written
