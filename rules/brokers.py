"""Who mediates a happening or passes it on, told by words such as `difasilitasi KBRI Seoul`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kembar.model import Level, Party

from . import organisations
from .mentions import Mention
from .reading import Passage, Reading

_BY = r"(?:\s(?:langsung|penuh|juga|pula|oleh|dari|pihak|by|the))*\s"
# `X`, who follows, brings the others together.
_PASSIVE = re.compile(
    rf"\b(?:(?:difasilitasi|dijembatani|dimediasi|diperantarai){_BY}"
    rf"|(?:atas|dengan|lewat|melalui)\s(?:fasilitasi|mediasi|perantaraan|jembatan){_BY}"
    r"|(?:facilitated|brokered|mediated|arranged)\sby\s(?:the\s)?)"
)
# So does `X`, who stands before; what follows must be a meeting or a tie, not a service.
_ACTIVE = re.compile(
    r"\b(?:memfasilitasi|fasilitasi|menjembatani|jembatani|memediasi|mediasi|facilitates?"
    r"|facilitated|brokers|brokered|mediates|mediated)\s(?!by\b)(?:\w+\s){0,2}?"
    r"(?:pertemuan|penjajakan|komunikasi|kerja ?sama|hubungan|penandatanganan|kedua|kunjungan"
    r"|meetings?|talks|cooperation|ties|partnership|visits?|agreement|deal)"
)
# On the way through `X`: many things go through an office, so only some senders' offices count.
_THROUGH = re.compile(
    r"\b(?<!tanpa )(?<!tidak )(?<!bukan )(?:melalui|lewat|via|through)\s(?:the\s)?"
)
_LIST = re.compile(r"\W{0,3}(?:(?:dan|serta|and|bersama)\s(?:the\s)?)?")
_BEFORE = 45  # characters between who mediates and the verb: the name of an ambassador


@dataclass(frozen=True, slots=True)
class Broker:
    """Who mediates; offsets count code points of the document."""

    start: int
    end: int
    party: Party
    sure: bool = True
    """False where the text only says that something goes through them: `melalui JICA`."""


def find(passages: Sequence[Passage], reading: Reading) -> Iterator[Broker]:
    """The brokers that sentences name, in order of the text."""
    folded = reading.document.folded
    for passage in passages:
        sentence = passage.sentence
        named = sorted(_named(passage, reading), key=lambda one: (one.start, -one.end))
        for found in _PASSIVE.finditer(folded, sentence.start, sentence.end):
            yield from _chain(named, found.end(), reading)
        for found in _THROUGH.finditer(folded, sentence.start, sentence.end):
            if _own_hand(passage, found.start(), reading):
                continue
            sent = [
                replace(one, sure=False)
                for one in named
                if one.party.level is Level.AGENCY or one.party.id[:1].isdigit()
            ]
            yield from _chain(sent, found.end(), reading)
        for found in _ACTIVE.finditer(folded, sentence.start, sentence.end):
            before = [one for one in named if 0 < found.start() - one.end <= _BEFORE]
            if before and not re.search(r"[,;:]", folded[before[-1].end : found.start()]):
                yield before[-1]


def _named(passage: Passage, reading: Reading) -> Iterator[Broker]:
    """The organisations and governments of a sentence; a bare town mediates nothing."""
    document = reading.document
    known = list(organisations.find(passage, reading))
    yield from (Broker(one.start, one.end, one.party) for one in known)
    for mention in passage.mentions:
        start, end = document.starts[mention.first], document.ends[mention.last - 1]
        within = passage.sentence.start <= start < passage.sentence.end
        if (
            within
            and _acts(mention)
            and not any(one.start < end and start < one.end for one in known)
        ):
            place = mention.place
            yield Broker(start, end, Party(id=place.id, name=place.name, level=place.level))


def _own_hand(passage: Passage, at: int, reading: Reading) -> bool:
    """Whether a place stands right before `melalui`, so that it acts by its own hand."""
    folded = reading.document.folded
    ends = (reading.document.ends[mention.last - 1] for mention in passage.mentions)
    return any(end < at and not folded[end:at].strip() for end in ends)


def _acts(mention: Mention) -> bool:
    agency = mention.place.level is Level.AGENCY
    return not mention.held and not mention.dateline and (mention.office or agency)


def _chain(named: Sequence[Broker], at: int, reading: Reading) -> Iterator[Broker]:
    """Who stands right at a place of the text, and who is listed with it: `KBRI dan Kemendagri`."""
    for one in named:
        if one.start == at:
            yield one
            joint = _LIST.match(reading.document.folded, one.end)
            at = joint.end() if joint else one.end
