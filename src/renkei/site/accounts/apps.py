"""The app's name for Django; the lowest app of the floor, it brings the policy's checks of itself."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`renkei.site.accounts`."""

    name = "renkei.site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Has the policy's checks run at every start, and second factors that were just set up remembered."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415  # models are known only now

        from renkei.site.accounts.second_factor import remember  # noqa: PLC0415
        from renkei.site.policy import checks  # noqa: F401, PLC0415

        authenticator_added.connect(remember, dispatch_uid="renkei.site.accounts")
