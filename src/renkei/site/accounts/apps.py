"""The app's name for Django; the lowest app of the floor, it brings the policy's checks of itself."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`renkei.site.accounts`."""

    name = "renkei.site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Has the policy's checks run at every start."""
        from renkei.site.policy import checks  # noqa: F401, PLC0415  # models are known only now
