"""Running the site: its door, its health, its logs, what is wrong with its surroundings, backups."""
