"""polars accepts the rows of every response."""

import polars
import pytest
from helpers.samples import Operation, operations, sample

from sagemaker_typed import from_boto, to_rows


@pytest.mark.parametrize("operation", operations("sagemaker"), ids=str)
def test_rows_are_a_table(operation: Operation) -> None:
    if operation.output is None or not operation.output.members:
        return
    objects = [
        from_boto(operation.response, sample(operation.output, kind))
        for kind in ("required", "full", "empty")
    ]
    rows = list(to_rows(objects))
    table = polars.DataFrame(rows, infer_schema_length=None)
    assert table.columns == list(rows[0])
    assert table.height == 3
    scalars = [name for name, value in rows[1].items() if not isinstance(value, list)]
    for name in scalars:
        assert table[name].to_list() == [row[name] for row in rows]
