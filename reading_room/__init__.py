"""The archive in a browser, by Datasette in a process of its own. Never writes to it."""
