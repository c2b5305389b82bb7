"""Files that people hand in: looked into, kept outside the web root, served only through the policy."""
