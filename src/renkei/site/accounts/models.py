"""People and their appointments."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.address import plain_address
from renkei.site.policy import Guarded, Role, unscoped
from renkei.site.policy.role import APPOINTED, STAFF
from renkei.site.policy.scope import tied


class UserManager(BaseUserManager["User"]):
    """Makes users, who are known by their address."""

    def create_user(self, email: str, password: str | None = None, **given: Any) -> "User":
        """A new user; without a password none can be used until one is set."""
        user = self.model(email=self.normalize_email(email), **given)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def known_or_new(self, email: str) -> "User":
        """The person of an address, in whatever case; a new one, who sets a password by mail, where nobody has it.

        Raises ValidationError where it is no address.
        """
        plain_address(email)
        return self.filter(email__iexact=email).first() or self.create_user(email)


class User(AbstractUser):
    """A person, known by an e-mail address; staff, superuser and group flags of Django are not used."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc,assignment]

    def roles(self) -> frozenset[Role]:
        """The roles that the person holds for the whole programme now."""
        held = unscoped(Appointment, "who am I").filter(user=self, ended_at__isnull=True)
        return frozenset(Role(name) for name in held.values_list("role", flat=True))

    def is_on_the_staff(self) -> bool:
        """Whether the person holds a role that needs a second factor, by appointment or as a funder's officer."""
        return bool(self.roles()) or any(tied(self.pk, role) for role in STAFF if role not in APPOINTED)

    def proved_a_second_factor(self, request: HttpRequest) -> bool:
        """Whether they did, in the session of a request (`accounts.second_factor`)."""
        from renkei.site.accounts.second_factor import proved  # noqa: PLC0415  # reads models of its own

        return proved(request, self)


class Appointment(Guarded):
    """A role held for the whole programme, from one moment to another; never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in APPOINTED])
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ground = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(ended_at__isnull=True), name="appointed_once"
            )
        ]
