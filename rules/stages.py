"""How far a happening has come, and whether it is done, planned or denied, by its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from kembar.model import Kind, Modality, Stage

from . import cues


@dataclass(frozen=True, slots=True)
class Standing:
    """Stage, its finer term, and modality of a happening."""

    stage: Stage | None
    detail: str | None
    modality: Modality


def stand(
    kind: Kind | None,
    head: Sequence[str],
    rest: Sequence[str],
    *,
    title: str = "",
    whole: Sequence[str] = (),
    default: Stage | None = None,
) -> Standing:
    """Read the standing from folded trigger sentences: those of title and lead, then the others.

    `title` is the folded headline, which says what is new even where no rule meets it; `whole` are
    all sentences of the report. `default` is what the rule itself says, for where the words leave
    it open.
    """
    if title and title not in head:
        head = [title, *head]
    chief = cues.MAY.sub(" ", " . ".join([*head, *(() if len(head) > 1 else rest)]))
    every = " . ".join([*head, *rest])
    modality = _modality(kind, head or rest)
    signed = _signed([*head, *rest], title)
    if signed is not None and kind is not Kind.STUDY_VISIT and not cues.ENDED.search(title):
        modality = Modality.DONE
    stage = _stage(kind, title, chief, every, modality, signed, default)
    if stage is Stage.TALKS and kind in (Kind.COOPERATION_TALKS, Kind.SISTER_CITY):
        stage = _parted(stage, " . ".join(whole) or every)
    if stage is Stage.ENDED:
        # That it is over is what happened; only a threat to end it is still to come.
        modality = Modality.DONE
    detail = next(
        (name for name, fits, cue in cues.DETAILS if stage is fits and cue.search(every)), None
    )
    return Standing(stage, detail, modality)


def has_paper(sentences: Sequence[str]) -> bool:
    """Whether one of the folded sentences tells of a paper that is signed, or about to be."""
    return any(
        (cues.INKED.search(sentence) or (_paper(sentence) and cues.SIGNING.search(sentence)))
        and not cues.WISH.search(sentence)
        for sentence in sentences
    )


def _modality(kind: Kind | None, sentences: Sequence[str]) -> Modality:
    """The first sentence that says so decides; a signing still to come outweighs its headline."""
    chief = " . ".join(sentences)
    if kind is Kind.STUDY_VISIT:
        return Modality.PLANNED if cues.PLANNED_VISIT.search(chief) else Modality.DONE
    if cues.DENIED.search(chief):
        return Modality.DENIED
    if cues.PLANNED_SIGNING.search(chief) or cues.PLANNED_VISIT.search(chief):
        return Modality.PLANNED
    for sentence in sentences:
        planned, done = cues.PLANNED.search(sentence), cues.DONE.search(sentence)
        if planned or done:
            return Modality.DONE if done else Modality.PLANNED
    return Modality.DONE


def _stage(
    kind: Kind | None,
    title: str,
    chief: str,
    every: str,
    modality: Modality,
    inked: Stage | None,
    default: Stage | None,
) -> Stage | None:
    if kind is Kind.STUDY_VISIT:
        return Stage.VISIT
    if kind is Kind.FOREIGN_AID:
        return _aid(title, chief, inked)
    if cues.RENEWAL.search(title) and not cues.ENDED.search(title):
        return Stage.RENEWAL
    if cues.ENDED.search(title) or _ends(chief):
        return Stage.ENDED
    if cues.RENEWAL.search(chief):
        return Stage.RENEWAL
    if inked is not None and kind in (Kind.SISTER_CITY, Kind.INTERGOV_AGREEMENT):
        return inked
    ahead = cues.DRAFTED.search(title) or cues.PLANNED_SIGNING.search(title)
    if ahead and kind is not Kind.COOPERATION_TALKS:
        return Stage.TALKS
    if kind is Kind.COOPERATION_TALKS or kind is None:
        return _early(title, chief) if kind else default
    if kind is Kind.INTERGOV_AGREEMENT and _is_at_work(title):
        return Stage.IMPLEMENTATION
    paper = _paper(chief) or _paper(every)
    if paper and modality is Modality.PLANNED:
        return Stage.TALKS
    signed = paper and cues.SIGNING.search(chief)
    first_call = cues.CALL.search(title) and cues.COURTING.search(chief)
    if cues.FIRST_STEPS.search(title) or (kind is Kind.SISTER_CITY and first_call):
        return _early(title, chief)
    running = cues.RUNNING if kind is Kind.SISTER_CITY else cues.AT_WORK
    if running.search(chief) and not signed:
        return Stage.IMPLEMENTATION
    if cues.INKED.search(chief) and not paper:
        return Stage.AGREEMENT
    if paper or kind is Kind.INTERGOV_AGREEMENT:
        return paper or default
    return _early(title, chief)


def _is_at_work(title: str) -> bool:
    """Whether a headline tells what comes of an agreement, whose signing the report recalls."""
    comes = cues.AT_WORK.search(title) or cues.GIVEN.search(title)
    ahead = cues.SIGNING.search(title) or _paper(title) or cues.PLANNED.search(title)
    return bool(comes) and not ahead


def _signed(sentences: Sequence[str], title: str) -> Stage | None:
    """The paper that the sentences tell was signed as the news; None where none was.

    A headline says `tandatangani` of a signing that the report puts off to a later day.
    """
    if _is_at_work(title):
        return None
    body = [sentence for sentence in sentences if sentence != title]
    named = _paper(title)
    ahead = any(
        cues.PLANNED_SIGNING.search(said) and (_paper(said) or named) is named for said in body
    )
    for sentence in body if ahead else [title, *body]:
        done = cues.HAS_SIGNED.search(sentence) and not cues.NOT_SIGNED.search(sentence)
        if done and not cues.PLANNED_SIGNING.search(sentence) and (paper := _paper(sentence)):
            return paper
    return None


def _parted(stage: Stage, whole: str) -> Stage:
    """A meeting that names no next step is a visit."""
    if cues.NOTHING_YET.search(whole) and not cues.NEXT_STEP.search(whole):
        return Stage.VISIT
    return stage


def _aid(title: str, chief: str, inked: Stage | None) -> Stage:
    if cues.ENDED.search(title):
        return Stage.ENDED
    if inked is not None:
        return inked
    paper = _paper(title)
    if paper and cues.SIGNING.search(title):
        return paper
    if cues.OFFERED.search(title):
        return Stage.IDEA
    if cues.SURVEYED.search(title):
        return Stage.TALKS
    given = cues.GIVEN.search(title) or cues.AT_WORK.search(title)
    if (given or cues.GIVEN.search(chief)) and not cues.PREPARED.search(title if given else chief):
        return Stage.IMPLEMENTATION
    return Stage.IDEA if cues.READY.search(chief) else Stage.TALKS


def _paper(text: str) -> Stage | None:
    return next((stage for stage, cue in cues.PAPERS if cue.search(text)), None)


def _ends(text: str) -> bool:
    """Whether it is a tie that ends, not an export or a road."""
    return any(
        cues.TIE.search(text, max(0, cue.start() - cues.REACH), cue.end() + cues.REACH)
        for cue in cues.ENDED.finditer(text)
    )


def _early(title: str, text: str) -> Stage:
    if cues.ASKED.search(title) and not (cues.MEETING.search(title) or cues.NEXT_STEP.search(text)):
        return Stage.IDEA
    if cues.CALL.search(title) and not cues.TALKS.search(text):
        return Stage.VISIT
    met = cues.MEETING.search(text) and cues.NEXT_STEP.search(text)
    if cues.IDEA.search(title) and not (cues.TALKS.search(title) or met):
        return Stage.IDEA
    if cues.TALKS.search(text):
        return Stage.TALKS
    return Stage.IDEA if cues.IDEA.search(text) else Stage.VISIT
