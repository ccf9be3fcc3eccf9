"""Sites of Maluku and North Maluku."""
