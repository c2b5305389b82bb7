"""Who in the two portfolios is the same person: by an identifier, or likely by name and organisation together."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import polars as pl

from renkei.identity.names_agree import Names, names_agree
from renkei.identity.people import Person, Standing, compare, orcid_of, organisation_words
from renkei.identity.person_keys import name_keys

LINKS = {"node": pl.String, "other": pl.String, "sure": pl.Boolean}


@dataclass(frozen=True)
class Persons:
    """The people of both sides, who is linked to whom, and whom nothing is built on.

    `rows` are those of the table `people` with `side` and `node`, the identifier in one spelling. `links` has each pair
    of nodes that is one person, both ways and with itself: `sure` by the identifier, else likely. `groups` names for
    each node the first of all nodes taken for one person. `crowded` are nodes that stand in more projects than anybody
    works on, which name nobody.
    """

    rows: pl.DataFrame
    links: pl.DataFrame
    groups: Mapping[str, str]
    crowded: tuple[str, ...]

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """All nodes of each group, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for node, group in sorted(self.groups.items()):
            found[group].append(node)
        return {group: tuple(nodes) for group, nodes in found.items()}

    def grouped(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with `node`, and with the `group` of each; a node that is nobody's is its own."""
        return rows.with_columns(group=pl.col("node").replace(self.groups))


def known(people: pl.DataFrame, most: int) -> Persons:
    """The persons of `people` (with `side`); whoever stands in more than `most` projects counts as nobody."""
    rows = noded(people)
    often = rows.group_by("node").agg(many=pl.struct("side", "project_id").n_unique()).filter(pl.col("many") > most)
    kept = rows.filter(~pl.col("node").is_in(often["node"].implode()))
    likely = sorted(_likely(kept, most))
    groups = _groups(kept, likely)
    itself = [(node, node, True) for node in kept["node"].unique().sort()]
    both = [(a, b, False) for pair in likely for a, b in (pair, pair[::-1])]
    links = pl.DataFrame([*itself, *both], schema=LINKS, orient="row")
    return Persons(kept, links, groups, tuple(often["node"].sort()))


def noded(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a column `person_id`, and the identifier in one spelling as `node`."""
    spelled = {text: _node(text) for text in rows["person_id"].drop_nulls().unique()}
    return rows.with_columns(node=pl.col("person_id").replace_strict(spelled, default=None, return_dtype=pl.String))


def _node(person_id: str) -> str:
    """An ORCID in its usual form, another identifier without differences of width and blanks at its ends."""
    return orcid_of(person_id) or unicodedata.normalize("NFKC", person_id).strip()


def _likely(rows: pl.DataFrame, most: int) -> Iterator[tuple[str, str]]:
    """Pairs of nodes whose names and organisations agree and that nothing holds apart.

    Two who stand in one project are two persons. A block of more than `most` nodes is no name of a person.
    """
    where = rows.group_by("node").agg(pl.struct("side", "project_id").unique())
    projects = {node: frozenset(tuple(one.values()) for one in found) for node, found in where.iter_rows()}
    blocks: dict[tuple[str, tuple[str, ...]], set[tuple[str, str, str]]] = defaultdict(set)
    told = rows.select("node", "name", "organisation").drop_nulls().unique()
    for node, name, organisation in told.iter_rows():
        place = tuple(sorted(organisation_words(organisation)))
        for key in name_keys(name) if place else ():
            blocks[key, place].add((node, name, organisation))
    seen: set[tuple[str, str]] = set()
    for facts in blocks.values():
        if len({node for node, _, _ in facts}) > most:
            continue
        for left, right in combinations(sorted(facts), 2):
            pair = left[0], right[0]
            if left[0] == right[0] or pair in seen or not projects[left[0]].isdisjoint(projects[right[0]]):
                continue
            if _may_be_one(left, right):
                seen.add(pair)
                yield pair


def _may_be_one(left: tuple[str, str, str], right: tuple[str, str, str]) -> bool:
    ours, theirs = (Person(name, organisation=organisation, orcid=node) for node, name, organisation in (left, right))
    return compare(ours, theirs).standing is Standing.LIKELY


def _groups(rows: pl.DataFrame, likely: list[tuple[str, str]]) -> dict[str, str]:
    """Node → the first node of those taken for one person.

    Nodes linked through others are one only where each is linked to each: an initial may stand for two people.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for left, right in likely:
        near[left].add(right)
        near[right].add(left)
    found = {node: node for node in rows["node"].unique()}
    for node in sorted(near):
        circle = near[node] | {node}
        if all(near[other] | {other} == circle for other in circle):
            found[node] = min(circle)
    return found


def differ(left: str | None, right: str | None) -> bool:
    """Whether two names given under one identifier are names of different people."""
    return bool(left and right and left != right) and names_agree(left or "", right or "") is Names.DIFFER
