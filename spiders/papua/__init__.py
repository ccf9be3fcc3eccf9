"""Sites of Papua."""
