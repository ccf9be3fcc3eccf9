"""Sites of Sumatra and the islands around it."""
