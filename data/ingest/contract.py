"""What must hold for every household that an import lets through, whatever the file held."""

from __future__ import annotations

import pandas as pd

from data.ingest.reading import LARGEST_AMOUNT
from models.tiers import AREAS, TIERS

_MONEY = ("recorded_income", "recorded_payment", "recorded_supplement", "recorded_care", "recorded_standard")


def require_contract(households: pd.DataFrame) -> None:
    """Raise ``pandera.errors.SchemaErrors`` with every violation at once; no identifying column is looked at.

    Args:
        households: One row a household, as the caseload will store it.
    """
    import pandera.pandas as pa

    money = pa.Column(float, pa.Check.in_range(0.0, LARGEST_AMOUNT * 1000), nullable=True, coerce=True)
    schema = pa.DataFrameSchema(
        {
            "area": pa.Column(checks=pa.Check.isin(range(len(AREAS)))),
            "recorded_tier": pa.Column(checks=pa.Check.isin(range(1, len(TIERS)))),
            "family_members": pa.Column(int, pa.Check.ge(1), coerce=True),
            "insured_members": pa.Column(int, pa.Check.ge(0), coerce=True),
            **dict.fromkeys(_MONEY, money),
        },
        unique=["sheet", "row"],
    )
    schema.validate(
        households[["sheet", "row", "area", "recorded_tier", "family_members", "insured_members", *_MONEY]], lazy=True
    )
