"""People received and sent as the pages of structures and French extensions draw them."""

from typing import Any

from cnrs_intl.catalogue.drawing import column_groups
from partnerships.statistics.exchanges import ExchangeBalance

# More would not leave each year the room for its label; the table beside the drawing has them all.
YEARS_DRAWN = 12
WIDTH, HEIGHT = 640, 150


def exchange_context(balance: ExchangeBalance | None) -> dict[str, Any]:
    """`balance`, and the columns of its last years."""
    years = balance.years[-YEARS_DRAWN:] if balance else []
    columns = column_groups([(year, (flow.received, flow.sent)) for year, flow in years], WIDTH, HEIGHT)
    return {"balance": balance, "columns": columns}
