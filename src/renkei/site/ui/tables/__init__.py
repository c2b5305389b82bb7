"""Tables: columns that say what they hold, sorted and filtered by the address, and exported as they stand."""

from renkei.site.ui.tables.cell import Cell, Country
from renkei.site.ui.tables.column import Column
from renkei.site.ui.tables.export import exported
from renkei.site.ui.tables.table import Table

__all__ = ["Cell", "Column", "Country", "Table", "exported"]
