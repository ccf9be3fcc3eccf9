"""A judgement as JSON, in the form of the contract (`rules apply`, `try --json`)."""

from typing import Any

from kembar.model import Amount, Happening, Hit, Judgement, Party


def as_record(judgement: Judgement) -> dict[str, Any]:
    """The chief happening's fields, all hits, and further happenings under `others`."""
    told = judgement.happenings if judgement.flag else ()
    chief = told[0] if told else Happening(kind=None)
    return {
        "flag": judgement.flag,
        "score": judgement.score,
        **_happening(chief),
        "hits": [_hit(hit) for hit in judgement.hits],
        "others": [
            {**_happening(other), "score": other.score, "hits": [_hit(hit) for hit in other.hits]}
            for other in told[1:]
        ],
    }


def _happening(happening: Happening) -> dict[str, Any]:
    return {
        "kind": _word(happening.kind),
        "stage": _word(happening.stage),
        "stage_detail": happening.stage_detail,
        "modality": _word(happening.modality),
        "parties": [_party(party) for party in happening.parties],
        "sectors": list(happening.sectors),
        "date": happening.date.isoformat() if happening.date else None,
        "amount": _amount(happening.amount),
    }


def _word(value: str | None) -> str | None:
    return str(value) if value is not None else None


def _party(party: Party) -> dict[str, str]:
    return {
        "id": party.id, "name": party.name, "level": str(party.level), "role": str(party.role)
    }  # fmt: skip


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    return {"value": amount.value, "currency": amount.currency} if amount else None


def _hit(hit: Hit) -> dict[str, Any]:
    return {"rule": hit.rule, "start": hit.start, "end": hit.end, "sentence": hit.sentence}
