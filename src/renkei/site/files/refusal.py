"""Why a file is not taken."""


class FileRefused(Exception):
    """A file that cannot be taken; its words, in the reader's language, say why and what to do."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)
