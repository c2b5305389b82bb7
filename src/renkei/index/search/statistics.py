"""What an index knows of words and scripts; records that are deleted but still on disk do not count."""

import math

from tantivy import Query, Schema, Searcher, SearchResult

from renkei.index.search.record import KINDS


class Statistics:
    """Counts of an index in one state, each made once."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._documents: dict[str, int] = {}
        self._lengths: dict[str, float] = {}
        self._whole = sum(searcher.doc_freq("kind", kind) for kind in KINDS) == searcher.num_docs

    @property
    def records(self) -> int:
        """How many records there are."""
        return self._searcher.num_docs

    def having(self, query: Query) -> int:
        """How many records answer a query."""
        return counted(self._searcher.search(query, 1))

    def writing(self, token: str) -> int:
        """How many records have a token; the index counts fast where nothing was deleted since it was last merged."""
        listed = self._searcher.doc_freq("body", token)
        if self._whole or not listed:
            return listed
        return self.having(Query.term_query(self._schema, "body", token))

    def rarity(self, having: int, script: str) -> float:
        """How rare a word of so many records is among the records that hold anything in its script (idf of BM25)."""
        if script not in self._documents:
            self._documents[script] = self.having(Query.term_query(self._schema, "scripts", script))
        among = max(self._documents[script], having)
        return math.log(1 + (among - having + 0.5) / (having + 0.5))

    def usual_length(self, script: str) -> float:
        """The mean number of tokens of the records that are mostly written in a script."""
        if script not in self._lengths:
            query = Query.term_query(self._schema, "script", script)
            found = self._searcher.aggregate(query, {"length": {"avg": {"field": "length"}}})
            self._lengths[script] = float(found["length"]["value"] or 1)
        return self._lengths[script]

    def written(self, token: str) -> float:
        """The rarity of a token as the index itself reckons it, over all scripts and with deleted records."""
        having = self._searcher.doc_freq("body", token)
        return math.log(1 + (max(self._searcher.num_docs, having) - having + 0.5) / (having + 0.5))


def counted(result: SearchResult) -> int:
    """How many records answered; the library's types do not name it."""
    return int(getattr(result, "count", 0) or 0)
