"""`python -m renkei.site.ui.catalogues [APP …]`: bring catalogues up to date, and say what is untranslated or
said differently in two of them (exit 1)."""

import sys

from renkei.site.ui.catalogues.check import at_odds, untranslated
from renkei.site.ui.catalogues.place import places
from renkei.site.ui.catalogues.refresh import refresh

missing: list[str] = []
for place in places():
    if len(sys.argv) == 1 or place.folder.name in sys.argv[1:]:
        for path in refresh(place):
            print(f"wrote {path}")
        missing += untranslated(place)
missing += at_odds(places())
print("\n".join(missing) or "Every string is translated.")
sys.exit(bool(missing))
