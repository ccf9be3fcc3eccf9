"""Is all well, and who is told so; judges nothing about the news."""
