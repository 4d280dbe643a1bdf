"""Rows of decisions as a Parquet file, with typed columns. Needs the extra `parquet` (pyarrow)."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import BinaryIO

from determinations.formats import Rows
from determinations.serializing import COLUMNS

GROUP = 10_000  # decisions in a row group, which is kept in memory until it is full
_LISTS = (
    "drugs", "body_parts", "guidelines", "cited_by_claims_admin", "sources", "sources_cited_by_claims_admin",
    "specialties",
)  # fmt: skip
_NUMBERS = ("item", "of", "age")
_DATES = ("decided",)


def is_available() -> bool:
    """Whether the library that writes it is installed."""
    return find_spec("pyarrow") is not None


def write_parquet(batches: Iterable[Rows], file: BinaryIO) -> None:
    """All columns of all rows, in groups of about GROUP. Raises ImportError without pyarrow."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema(pyarrow)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        waiting = []
        for rows in batches:
            waiting.append(pyarrow.RecordBatch.from_pylist(list(rows), schema=schema))
            if sum(each.num_rows for each in waiting) >= GROUP:
                writer.write_table(pyarrow.Table.from_batches(waiting))
                waiting = []
        if waiting:
            writer.write_table(pyarrow.Table.from_batches(waiting))


def _schema(pyarrow):
    types = dict.fromkeys(COLUMNS, pyarrow.string())
    types |= dict.fromkeys(_LISTS, pyarrow.list_(pyarrow.string()))
    types |= dict.fromkeys(_NUMBERS, pyarrow.int32())
    types |= dict.fromkeys(_DATES, pyarrow.date32())
    return pyarrow.schema(types)
