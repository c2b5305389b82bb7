"""Loading the site for a command, which needs the extra `site` and its environment."""

import os
from importlib.util import find_spec

from renkei.cli.failure import refuse


def need_the_site(otherwise: str = "") -> None:
    """Ends the command where the site's libraries are not installed."""
    if find_spec("django") is None:
        refuse(f"this needs the site's libraries: pip install 'renkei[site]'{otherwise and f'; {otherwise}'}")


def load_the_site(otherwise: str = "") -> None:
    """Django with the site's settings and models, or the command ends with a word on what is missing.

    `otherwise` says what can be done without the site's libraries.
    """
    need_the_site(otherwise)
    import django

    from renkei.site.environment import EnvironmentDefects

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renkei.site.settings")
    try:
        django.setup()
    except EnvironmentDefects as found:
        refuse("the environment does not hold:\n" + "\n".join(f"  {line}" for line in found.sentences))
