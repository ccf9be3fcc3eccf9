"""A story's kept pages as a WARC file, which any web archive can read."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.warcwriter import WARCWriter

from kembar.errors import ArchiveError

from . import raw_pages, snapshots
from .archive import Archive
from .raw_pages import PageStore


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file."""

    pages: int
    missing: tuple[str, ...]
    """Pages that should, with why they do not."""


def write(
    archive: Archive, story_id: int, pages: PageStore, out: Path, *, software: str
) -> Written:
    """Write the pages of a story to `out`, each as a `resource` with its SHA-256.

    Servers' headers are not kept, so that nothing is claimed of them. ArchiveError for a story
    that is not there, a file that is, and where no page at all is kept: then nothing is written.
    """
    rows = raw_pages.of_story(archive, story_id)
    if not rows:
        raise ArchiveError(f"there is no story {story_id}, or none of its articles is kept")
    if out.exists():
        raise ArchiveError(f"{out}: is there already; choose another name")
    kept = {row["sha256"]: pages.read(row["sha256"]) for row in rows if row["sha256"]}
    missing = tuple(_why(row) for row in rows if kept.get(row["sha256"]) is None)
    if len(missing) == len(rows):
        raise ArchiveError(f"no page of story {story_id} is kept: {'; '.join(missing)}")
    try:
        with snapshots.in_place(out) as part:
            with part.open("wb") as file:
                _write_all(WARCWriter(file, gzip=True), out.name, story_id, rows, kept, software)
            part.replace(out)
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written: {error.strerror}") from error
    return Written(len(rows) - len(missing), missing)


def _why(row: dict[str, Any]) -> str:
    if not row["sha256"]:
        return f"{row['article_url']}: its page is not on record"
    return f"{row['url']} of {row['fetched']}: no longer kept (sha256 {row['sha256']})"


def _write_all(
    writer: Any, name: str, story_id: int, rows: list[dict[str, Any]],
    kept: dict[str, bytes | None], software: str,
) -> None:  # fmt: skip
    about = {"software": software, "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record(name, about))
    for row in rows:
        body = kept.get(row["sha256"])
        if body is not None:
            headers = {
                "WARC-Date": row["fetched"],
                "WARC-Payload-Digest": f"sha256:{row['sha256']}",
            }
            kind = row["content_type"] or "application/octet-stream"
            _write(writer, "resource", row["url"], body, kind, headers)
    told = [dict(row, kept=kept.get(row["sha256"]) is not None) for row in rows]
    text = json.dumps({"story": story_id, "pages": told}, ensure_ascii=False, indent=1)
    address = f"urn:kembar:story:{story_id}"
    _write(writer, "metadata", address, text.encode(), "application/json", {})


def _write(
    writer: Any, kind: str, address: str, body: bytes, content_type: str, headers: dict[str, str]
) -> None:
    # Without the length warcio would reckon the digests anew, by SHA-1.
    record = writer.create_warc_record(
        address, kind, payload=BytesIO(body), length=len(body), warc_content_type=content_type,
        warc_headers_dict=headers,
    )  # fmt: skip
    writer.write_record(record)
