"""Calls: what several funders publish together, with each one's annex, dates, changes and questions."""
