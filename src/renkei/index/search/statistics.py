"""What an index knows of words and scripts; records that are deleted but still on disk do not count."""

import math

from tantivy import Query, SearchResult

from renkei.index.search.store import Opened


class Statistics:
    """Counts of an opened index, each made once."""

    def __init__(self, index: Opened) -> None:
        self._index = index
        self._documents: dict[str, int] = {}
        self._lengths: dict[str, float] = {}

    def having(self, query: Query) -> int:
        """How many records answer a query."""
        return counted(self._index.searcher.search(query, 1))

    def rarity(self, having: int, script: str) -> float:
        """How rare a word of so many records is among the records that hold anything in its script (idf of BM25)."""
        if script not in self._documents:
            self._documents[script] = self.having(Query.term_query(self._index.schema, "scripts", script))
        among = max(self._documents[script], having)
        return math.log(1 + (among - having + 0.5) / (having + 0.5))

    def usual_length(self, script: str) -> float:
        """The mean number of tokens of the records that are mostly written in a script."""
        if script not in self._lengths:
            query = Query.term_query(self._index.schema, "script", script)
            found = self._index.searcher.aggregate(query, {"length": {"avg": {"field": "length"}}})
            self._lengths[script] = float(found["length"]["value"] or 1)
        return self._lengths[script]

    def written(self, token: str) -> float:
        """The rarity of a token as the index itself reckons it, over all scripts and with deleted records."""
        having = self._index.searcher.doc_freq("body", token)
        return math.log(1 + (max(self._index.searcher.num_docs, having) - having + 0.5) / (having + 0.5))


def counted(result: SearchResult) -> int:
    """How many records answered; the library's types do not name it."""
    return int(getattr(result, "count", 0) or 0)
