"""Sites of Sulawesi."""
