"""Whom we tell: channels, wording and delivery; knows the archive, knows no site and no rule."""
