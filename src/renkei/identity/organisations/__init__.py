"""Organisations: the record of a registry that a free-text name or affiliation means, or none."""
