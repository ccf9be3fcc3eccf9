"""The links that lead from a list to the same list as a file."""

from urllib.parse import urlencode

from exports.formats import FORMATS
from exports.tables import WRITERS

from ..speech import Speech


def links(
    speech: Speech, name: str, asked: dict[str, str], *, stories: bool = False
) -> list[dict[str, str]]:
    """A link for each format of a list: its name in `/export/` and what is asked of it.

    Only `stories` can be a kliping.
    """
    query = urlencode({**asked, "lang": speech.language})
    return [
        {
            "name": form.name,
            "label": speech(*form.label),
            "link": f"/export/{name}.{form.name}?{query}",
        }
        for form in FORMATS.values()
        if stories or form.name in WRITERS
    ]
