"""Plots drawn as inline SVG: a title and a description for those who do not see, shapes and patterns beside colour."""
