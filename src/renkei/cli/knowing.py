"""The work of `renkei affinity`: read, compute, write, print."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import typer

from renkei.cli.applying import foresee, other_tables, settings_files
from renkei.cli.failure import keeping, known_number, refuse, wrong_usage
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.engines.affinity import Affinity, AffinityError, AffinityOptions, Bids, Encoder, Why, affinity, why
from renkei.programme import Folder
from renkei.programme.table_text import csv_bytes
from renkei.programme.write import write_files
from renkei.tables import AFFINITY

TABLES = ("affinity", "affinity_reviewers", "affinity_applications")
SHOWN = 10


def options_of(keep: int, floor: float, bids: str, half_life: float) -> AffinityOptions:
    """The options that the command line states; ends the command with 2 for bids that cannot be read."""
    shares: dict[str, float] = {}
    for part in filter(None, bids.split(",")):
        name, _, text = part.strip().partition("=")
        if name not in ("yes", "maybe", "no") or name in shares:
            wrong_usage(f"--bids {bids}: write yes, maybe and no once at most, such as yes=0.5,maybe=0.2,no=0.5")
        shares[name] = float(known_number("--bids", text))
    try:
        return AffinityOptions(keep=keep, floor=floor, half_life=half_life, bids=Bids(**shares))
    except AffinityError as error:
        wrong_usage(f"--bids {bids}: {error}")


def know(
    folder: Path,
    out: Path | None,
    apply: Path | None,
    options: AffinityOptions,
    embeddings: Path | None,
    pair: str,
    *,
    parquet: bool,
    as_json: bool,
) -> None:
    """Compute, write and print the affinities of the call in `folder`, and with `apply` the call with them.

    Ends the command with 1, in words, where it cannot be done; then nothing is written.
    """
    where = place_of(out, folder, "affinities")
    call = read_call(folder, "affinity", "computed")
    encoder = None if embeddings is None else _encoder(embeddings)
    try:
        found = affinity(call.tables, options, encoder=encoder)
        reasons = _why(found, pair) if pair else None
    except AffinityError as error:
        refuse(f"nothing was computed: {error}")
    files = dict(_files(found, parquet=parquet))
    foresee(where, files, apply)
    applied = None if apply is None else _applied(folder, found)
    with keeping(where):
        write_files(where, files)
    if apply is not None and applied is not None:
        with keeping(apply):
            write_files(apply, applied)
    if as_json:
        typer.echo(json.dumps(figures(found, reasons), sort_keys=True, ensure_ascii=False))
        return
    for line in (*_told(found, call), *_reasons(pair, reasons)):
        typer.echo(line)
    typer.echo(f"Written to {where}: {', '.join(files)}")
    if apply is not None:
        typer.echo(f"Written to {apply}: the call with these affinities")


def _why(found: Affinity, pair: str) -> Why:
    application, _, reviewer = pair.partition(":")
    return why(found.model, application, reviewer)


def _encoder(folder: Path) -> Encoder:
    from renkei.cli.encoder import encoder_of

    return encoder_of(folder)


def _files(found: Affinity, *, parquet: bool) -> Iterator[tuple[str, bytes]]:
    for name, frame in zip(TABLES, (found.pairs, found.reviewers, found.applications), strict=True):
        if parquet or name != AFFINITY.name:
            yield f"{name}.{'parquet' if parquet else 'csv'}", bytes_of(frame, parquet)
        else:
            yield f"{name}.csv", csv_bytes(AFFINITY, frame)


def _applied(folder: Path, found: Affinity) -> dict[str, bytes]:
    """The files of the whole call, its table affinity replaced; those of the others keep their bytes."""
    own = {f"{AFFINITY.name}.csv": csv_bytes(AFFINITY, found.pairs)}
    return other_tables(folder, [AFFINITY.name]) | own | settings_files(folder)


def figures(found: Affinity, reasons: Why | None = None) -> dict[str, Any]:
    """What was computed, as JSON."""
    refused = found.pairs.filter(pl.col("bid") == "refused").height
    told: dict[str, Any] = {
        "applications": found.applications.height,
        "reviewers": found.reviewers.height,
        "pairs": found.pairs.height - refused,
        "refused": refused,
        "floor": found.options.floor,
        "unknown": list(found.unknown),
        "without_text": list(found.silent),
        "by_keywords_alone": list(found.by_keywords),
    }
    if reasons is not None:
        told["why"] = {
            "terms": [list(one) for one in reasons.terms],
            "texts": [dict(zip(("kind", "id", "title", "share"), one, strict=True)) for one in reasons.texts],
        }
    return told


def _told(found: Affinity, call: Folder) -> Iterator[str]:
    told = figures(found)
    yield f"{call.settings.name}: affinities of {told['reviewers']} reviewers and {told['applications']} applications"
    yield f"{told['pairs']} pairs kept; {told['refused']} refused, which stand in the table without an affinity."
    yield from _listed("applications are known to nobody (no affinity reaches {floor})", told, "unknown")
    yield from _listed("reviewers have no text: nothing is known of them but their bids", told, "without_text")
    yield from _listed("reviewers are known by their keywords alone", told, "by_keywords_alone")


def _listed(sentence: str, told: dict[str, Any], name: str) -> Iterator[str]:
    if told[name]:
        more = f" … and {len(told[name]) - SHOWN} more" if len(told[name]) > SHOWN else ""
        yield f"{len(told[name])} {sentence.format(floor=told['floor'])}: {', '.join(told[name][:SHOWN])}{more}"


def _reasons(pair: str, reasons: Why | None) -> Iterator[str]:
    if reasons is None:
        return
    if not reasons.terms:
        yield f"{pair}: nothing that the reviewer wrote speaks for it."
        return
    yield f"{pair}: " + ", ".join(f"{term} {share:.0%}" for term, share in reasons.terms)
    yield from (f"  {share:4.0%}  {kind} {key}  {title}".rstrip() for kind, key, title, share in reasons.texts)
