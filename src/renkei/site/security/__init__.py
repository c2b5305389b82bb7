"""What every answer carries so that a browser protects its reader, and who a request comes from."""
