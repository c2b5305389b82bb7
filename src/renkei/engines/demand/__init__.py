"""Demand before the full stage: what each funder will be asked for, and how surely."""

from renkei.engines.demand.forecast import Forecast, forecast
from renkei.engines.demand.options import DemandError, DemandOptions
from renkei.engines.demand.survival import survival_of

__all__ = ["DemandError", "DemandOptions", "Forecast", "forecast", "survival_of"]
