"""Sites of Kalimantan."""
