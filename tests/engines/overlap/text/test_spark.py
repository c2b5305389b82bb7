import random
import shutil

import numpy as np
import pytest

from renkei.engines.overlap.text.commonness import commonness
from renkei.engines.overlap.text.join import candidates_by_kind
from renkei.engines.overlap.text.keys import kinds_of_keys
from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.signatures import distinct_signatures

pyspark = pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not here")


def texts() -> list[str]:
    """Sixty texts of a small vocabulary, half of them edits of the other half, with a blurb that many have."""
    chance = random.Random(4)
    real = [[f"w{chance.randrange(400)}" for _ in range(60)] for _ in range(30)]
    edited = [[word if chance.random() > 0.1 else f"w{chance.randrange(400)}" for word in text] for text in real]
    blurb = "this small project by the institute of applied things will in its first phase show"
    return [" ".join([*text, blurb]) for text in (*real, *edited)]


@pytest.fixture(scope="module")
def session():
    """A cluster on this machine: two executors, each a process of its own."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("renkei")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        made = builder.getOrCreate()
    except Exception as error:  # an installation without the parts a cluster needs
        pytest.skip(f"no Spark cluster can be started here: {error}")
    yield made
    made.stop()


def test_spark_on_two_executors_finds_the_same_pairs_as_duckdb(session, tmp_path):
    from renkei.engines.overlap.text.spark import candidates_by_spark, keys_to_join

    distinct, _, _ = distinct_signatures(texts())
    counted = commonness(distinct.shingles), commonness(distinct.terms)
    options = TextOptions(cap=20)
    for on_left, on_right in (
        (np.ones(len(distinct), np.bool_), np.ones(len(distinct), np.bool_)),
        (np.arange(len(distinct)) < 30, np.arange(len(distinct)) >= 30),
    ):
        here = candidates_by_kind(kinds_of_keys(distinct, *counted), on_left, on_right, options)
        keys_to_join(kinds_of_keys(distinct, *counted), on_left, on_right).write_parquet(tmp_path / "keys.parquet")
        there = candidates_by_spark(session, session.read.parquet(str(tmp_path / "keys.parquet")), options)
        assert len(here.first) >= 30
        assert (here.first.tolist(), here.second.tolist()) == (there.first.tolist(), there.second.tolist())
        assert here.left_out.height > 0
        assert here.left_out.equals(there.left_out)
