"""The model that `renkei read` may ask, from its options and the environment."""

import os
from collections.abc import Mapping

from renkei.cli.failure import wrong_usage
from renkei.exchange.models import Model, address_of

KEY = "RENKEI_MODEL_KEY"


def model_of(url: str, name: str, seconds: float) -> Model | None:
    """The model that options name, None where they name none; ends the command with 2 where they do not hold."""
    if not url and not name:
        return None
    if not (url and name):
        wrong_usage("--model and --model-name: give both, or neither")
    if not name.isprintable():
        wrong_usage("--model-name: it holds signs that no name has")
    if not seconds > 0:
        wrong_usage(f"--model-seconds {seconds:g}: give a time over 0")
    key_of(os.environ)
    try:
        return Model(address_of(url), name, seconds)
    except ValueError as error:
        wrong_usage(f"--model: {error}")


def key_of(environment: Mapping[str, str]) -> str:
    """The key for the model, empty for none; ends the command with 2 for what no key can be, without printing it."""
    key = environment.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        wrong_usage(f"{KEY}: it holds blanks or signs that no key has")
    return key
