"""What the replica outlets tell: made-up news, with officials that do not exist."""
