"""Catalogues: every string of the site, in every language; extracted, checked and compiled without gettext's programs.

`python -m renkei.site.ui.catalogues` brings them up to date and says what is still untranslated.
"""
