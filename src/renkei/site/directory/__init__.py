"""The directory: organisations, with the countries and kinds that funders ask about."""
