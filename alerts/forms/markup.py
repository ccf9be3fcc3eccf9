"""Mail, Telegram, Slack and Discord: what the web wrote is text there, never markup."""

import html
import re

from .lines import Line, Look
from .plain import Form, utf16

TELEGRAM_LIMIT = 4096
DISCORD_LIMIT = 2000
MAIL_LIMIT = 30_000
"""Apprise splits at 32,768."""
SLACK_LIMIT = 2900
"""A section of blocks holds 3,000; an attachment more."""

TELEGRAM_GAP = "\n \n"
"""Apprise folds two line breaks into one on the way to Telegram; a blank between them stays."""
UNSEEN = "\u200b"
"""A zero-width space behind an at sign: nobody is called, nothing is seen."""
_STYLES = {
    Look.HEADING: "font-size:1.15em;font-weight:bold;margin:1em 0 .3em",
    Look.STRONG: "font-weight:bold",
    Look.QUOTE: "border-left:3px solid;padding-left:.7em;margin:.5em 0",
    Look.SMALL: "font-size:.85em",
}
_MARKDOWN = re.compile(r"([\\`*_~|>#+\-.!\[\](){}<:=])")


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)


def _mail_line(line: Line) -> str:
    if not line.text and not line.url:
        return "<div><br></div>"
    inner = _escaped(line.text or line.url or "")
    if line.url:
        inner = f'<a href="{_escaped(line.url)}">{inner}</a>'
    style = _STYLES.get(line.look)
    return f'<div style="{style}">{inner}</div>' if style else f"<div>{inner}</div>"


def _mail(text: str) -> str:
    """A document without colours of its own, so that it is readable in dark mode too."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        '<meta name="color-scheme" content="light dark"></head>'
        '<body style="font-family:sans-serif;line-height:1.4;max-width:40em">\n'
        f"{text}\n</body></html>"
    )


def _called(text: str) -> str:
    return text.replace("@", f"@{UNSEEN}")


def _telegram_line(line: Line) -> str:
    inner = html.escape(_called(line.text or line.url or ""), quote=False)
    if line.url:
        inner = f'<a href="{_escaped(line.url)}">{inner}</a>'
    if not inner:
        return ""
    if line.look in (Look.HEADING, Look.STRONG):
        return f"<b>{inner}</b>"
    return f"<i>{inner}</i>" if line.look is Look.QUOTE else inner


def _telegram_title(text: str) -> str:
    return f"<b>{html.escape(_called(text), quote=False)}</b>"


def _telegram_plain(line: Line) -> str:
    text = html.escape(_called(line.text), quote=False)
    return "\n".join(part for part in (text, _escaped(line.url or "")) if part)


def _slack_text(text: str) -> str:
    return html.escape(_called(text), quote=False)


def _slack_line(line: Line) -> str:
    text = _slack_text(line.text)
    if not line.url:
        return text
    url = html.escape(line.url, quote=False).replace("|", "%7C")
    return f"<{url}|{text.replace('|', '¦')}>" if text else f"<{url}>"


def _discord_text(text: str) -> str:
    return _called(_MARKDOWN.sub(r"\\\1", text))


def _discord_line(line: Line) -> str:
    text = _discord_text(line.text)
    if line.url:
        url = line.url.replace("@", "%40").replace("\\", "%5C")
        return f"[{text}](<{url}>)" if text else f"<{url}>"
    if not text:
        return ""
    if line.look in (Look.HEADING, Look.STRONG):
        return f"**{text}**"
    return f"> {text}" if line.look is Look.QUOTE else text


MAIL = Form(
    name="html",
    line=_mail_line,
    title=_escaped,
    title_inside=False,
    gap="\n<div><br></div>\n",
    wrap=_mail,
    limit=MAIL_LIMIT,
)
TELEGRAM = Form(
    name="telegram", line=_telegram_line, title=_telegram_title, title_inside=True,
    gap=TELEGRAM_GAP, limit=TELEGRAM_LIMIT,
)  # fmt: skip
TELEGRAM_PLAIN = Form(
    name="telegram-plain", line=_telegram_plain, title=_slack_text, title_inside=True,
    gap=TELEGRAM_GAP, limit=TELEGRAM_LIMIT,
)  # fmt: skip
SLACK = Form(
    name="slack", line=_slack_line, title=_slack_text, title_inside=True, limit=SLACK_LIMIT
)
DISCORD = Form(
    name="markdown", line=_discord_line, title=lambda text: f"**{_discord_text(text)}**",
    title_inside=True, size=utf16, limit=DISCORD_LIMIT,
)  # fmt: skip
