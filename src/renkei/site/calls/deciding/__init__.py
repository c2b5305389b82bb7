"""How a call decides, as it publishes it: kept with the keys of programme.yaml, checked, and said in words."""

from renkei.site.calls.deciding.kept import OF_THE_SITE, TOTALS, defects_of, pot_of, settings_of_call

__all__ = ["OF_THE_SITE", "TOTALS", "defects_of", "pot_of", "settings_of_call"]
