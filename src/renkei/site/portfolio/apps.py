"""The app's name for Django."""

from importlib import import_module

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """`renkei.site.portfolio`."""

    name = "renkei.site.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        """An adopted decision makes awards; mornings, pages of decisions and folders tell of what came of them."""
        following = import_module("renkei.site.portfolio.actions.following")
        import_module("renkei.site.decisions.signals").decision_adopted.connect(following.decision_was_adopted)
        import_module("renkei.site.portfolio.telling").tell()
        import_module("renkei.site.portfolio.since").tell()
        import_module("renkei.site.portfolio.amended").take_part()
