"""A sentence-transformers model from a folder; nothing is fetched."""

import importlib
from pathlib import Path

from renkei.cli.failure import refuse
from renkei.engines.affinity import Encoder


def encoder_of(folder: Path) -> Encoder:
    """The model in `folder`; ends the command with 1 where there is none, or the package is not installed."""
    if not folder.is_dir():
        refuse(f"nothing was computed: --embeddings {folder}: no such folder; name one that holds a model")
    try:
        package = importlib.import_module("sentence_transformers")
    except ImportError:
        refuse(
            "nothing was computed: --embeddings needs sentence-transformers, which is not installed: "
            'pip install "renkei[embeddings]", or leave --embeddings out'
        )
    try:
        model: Encoder = package.SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    except (OSError, ValueError, KeyError, TypeError) as error:
        refuse(f"nothing was computed: --embeddings {folder}: the model there cannot be read: {error}")
    return model
