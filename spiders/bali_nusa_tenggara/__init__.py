"""Sites of Bali and of Nusa Tenggara."""
