"""Great Expectations at the door: each limit is one expectation, held against all its figures.

The frame it sees holds counts and shares, never a row of a delivery.
"""

from __future__ import annotations

import hashlib
import logging
import os
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Set before the import: nothing is sent anywhere.
os.environ["GX_ANALYTICS_ENABLED"] = "false"


def prepare() -> None:
    """Imports what judging takes."""
    import great_expectations  # noqa: F401


def version() -> str:
    """Of all that decides how figures are judged: this file and Great Expectations."""
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return f"{code}/{version_of('great_expectations')}"


def judge(questions: pd.DataFrame) -> pd.DataFrame:
    """Whether each figure keeps its limit.

    Takes `question_id`, `limit_id`, `measured`, `at_least`, `at_most` (null where there is no such
    bound; the bounds are the same for all questions of a limit); gives `question_id` and `is_kept`.
    """
    import great_expectations as gx
    import pandas as pd
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.expectations.core.expect_column_values_to_be_between import (
        ExpectColumnValuesToBeBetween,
    )

    # told to tell more by its own import
    logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
    # one column a limit, empty where a question is of another one
    figures = questions[["question_id"]].copy()
    expectations = []
    for limit, asked in questions.groupby("limit_id", sort=True):
        figures[limit] = asked["measured"]
        first = asked.iloc[0]
        expectations.append(
            ExpectColumnValuesToBeBetween(
                column=limit,
                min_value=_bound(first["at_least"]),
                max_value=_bound(first["at_most"]),
            )
        )
    broken: set[int] = set()
    if expectations:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        source = context.data_sources.add_pandas("deliveries")
        asset = source.add_dataframe_asset("figures")
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": figures})
        outcome = batch.validate(
            gx.ExpectationSuite(name="limits", expectations=expectations),
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": ["question_id"],
                "return_unexpected_index_query": False,
            },
        )
        for result in outcome.results:
            if "element_count" not in result.result:
                raise RuntimeError(f"a limit could not be judged: {result.exception_info}")
            found = result.result.get("unexpected_index_list") or []
            broken |= {int(at["question_id"]) for at in found}
    return pd.DataFrame(
        {
            "question_id": questions["question_id"],
            "is_kept": ~questions["question_id"].isin(broken),
        }
    )


def _bound(value: Any) -> float | None:
    # a null of SQL is NaN here, the one value unlike itself
    return None if value is None or value != value else float(value)
