"""What templates of applications load."""
