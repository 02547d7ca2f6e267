"""People received and sent as the pages of structures and French extensions draw them."""

from collections.abc import Mapping
from typing import Any

from cnrs_intl.catalogue.drawing import Opposed, column_groups, opposed_bars
from partnerships.statistics.exchanges import ExchangeBalance, Flow

# More would not leave each year the room for its label; the table beside the drawing has them all.
YEARS_DRAWN = 12
WIDTH, HEIGHT = 640, 150
BAR_WIDTH = 160


def exchange_context(balance: ExchangeBalance | None) -> dict[str, Any]:
    """`balance`, and the columns of its last years; a year in which nobody was counted stays empty."""
    if balance is None:
        return {"balance": None}
    flows = dict(balance.years)
    first = max(min(flows), balance.until - YEARS_DRAWN + 1)
    counted = [(year, flows.get(year)) for year in range(first, balance.until + 1)]
    values = [(year, (flow.received, flow.sent) if flow else ()) for year, flow in counted]
    return {"balance": balance, "columns": column_groups(values, WIDTH, HEIGHT)}


def opposed_flows(flows: Mapping[int | None, Flow], named: Mapping[int, Any]) -> list[Opposed]:
    """A pair of bars for each site or institution, and one for all those together that the reader may not see."""
    found: dict[Any, Flow] = {}
    for key, flow in flows.items():
        item = named.get(key) if key else None
        found[item] = found.get(item, Flow()) + flow
    return opposed_bars([(item, flow.sent, flow.received) for item, flow in found.items()], BAR_WIDTH)
