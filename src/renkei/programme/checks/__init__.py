"""What is asked of a programme's tables, one question a module: text and frames in, defects out."""
