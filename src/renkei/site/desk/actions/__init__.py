"""What the secretariat does at its desk."""

from renkei.site.desk.actions.full_stage import FullStage, open_full_stage

__all__ = ["FullStage", "open_full_stage"]
