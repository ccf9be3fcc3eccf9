"""The stories of a period as files to pass on: kliping (PDF), workbook, CSV, JSON lines.

Writes what the archive's editions hold, in words of the reader's language; asks the archive nothing
and never holds an article's text.
"""
