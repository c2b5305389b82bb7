"""Where catalogues lie: one for each app of the site, and one for what belongs to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SITE = Path(__file__).parents[2]
LANGUAGES = ("ja", "fr")


@dataclass(frozen=True)
class Place:
    """A folder whose strings make one catalogue, without the folders that have their own."""

    folder: Path
    without: tuple[Path, ...] = ()

    def po(self, language: str) -> Path:
        """The catalogue that people translate."""
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"

    def sources(self) -> Iterator[Path]:
        """Python files and templates, in the order of their names."""
        for path in sorted((*self.folder.rglob("*.py"), *self.folder.rglob("*.html"))):
            if not any(path.is_relative_to(other) for other in self.without):
                yield path


def places(site: Path = SITE) -> list[Place]:
    """Every place of the site, by name; the site's own first."""
    apps = sorted(found.parent for found in site.glob("*/apps.py"))
    return [Place(site, tuple(apps)), *map(Place, apps)]
