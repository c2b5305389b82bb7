"""One joint call of two stages, from the secretariat's empty screen to the observer's report, walked in a browser."""
