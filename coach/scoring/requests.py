"""From what was said to what is scored."""

from collections.abc import Iterable
from dataclasses import replace

from coach.errors import BugError
from coach.model.company import Company
from coach.model.joined import join, with_words
from coach.model.question import Question
from coach.model.score import ScoringRequest
from coach.model.session import Answer
from coach.model.transcript import Transcript


def spoken_request(
    question: Question, transcript: Transcript, *, company: Company | None = None, answer_id: str = ""
) -> ScoringRequest:
    """What is scored of a spoken answer.

    Args:
        question: What was asked.
        transcript: What was said.
        company: What the person noted about the employer.
        answer_id: Given back in the score.

    Returns:
        The request, with the transcript's times and measures.
    """
    return ScoringRequest(
        id=answer_id,
        text=transcript.text,
        question=question,
        company=company,
        words=transcript.words,
        pauses=transcript.pauses,
        fillers=transcript.fillers,
        filtered=transcript.filtered,
        duration_s=transcript.duration_s,
        start_delay_s=transcript.speech_start_s,
        pitch_sd_st=transcript.pitch_sd_st,
    )


def typed_request(
    question: Question, text: str, *, company: Company | None = None, answer_id: str = ""
) -> ScoringRequest:
    """What is scored of a typed answer.

    Args:
        question: What was asked.
        text: What was typed.
        company: What the person noted about the employer.
        answer_id: Given back in the score.

    Returns:
        The request, without times.
    """
    return ScoringRequest(id=answer_id, text=text, question=question, company=company)


def answer_request(
    answer: Answer, *, company: Company | None = None, others: Iterable[Answer] = ()
) -> ScoringRequest:
    """What is scored of an answer, together with the answers to its follow-ups.

    Args:
        answer: Transcribed or typed, with its follow-ups; those without words yet are left out.
        company: What the person noted about the employer.
        others: Answers of the same session; earlier attempts among them are compared word by word.

    Returns:
        The request; with ``pieces`` when it is joined from several.
    """
    asker = next((one for one in company.people if one.name == answer.asker), None) if company else None
    given = with_words(answer)
    if answer.transcript is not None:
        request = spoken_request(answer.question, answer.transcript, company=company, answer_id=answer.id)
    elif answer.typed is not None:
        request = typed_request(answer.question, answer.typed, company=company, answer_id=answer.id)
    else:
        raise BugError(f"answer {answer.id} has no words to score")
    if len(given) > 1:
        whole = join(given)
        spoken = whole.duration_s is not None
        request = replace(
            request,
            text=whole.text,
            words=whole.words if spoken else None,
            pauses=whole.pauses if spoken else None,
            fillers=whole.fillers if spoken else None,
            filtered=whole.filtered,
            duration_s=whole.duration_s,
            pieces=whole.pieces,
        )
    return replace(request, asker=asker, earlier=_earlier(answer, others))


def _earlier(answer: Answer, others: Iterable[Answer]) -> tuple[str, ...]:
    """What was said in earlier attempts at the same question, in the order of the attempts."""
    before = sorted(
        (
            one
            for one in others
            if one.position == answer.position and one.attempt < answer.attempt and not one.follow_up_of
        ),
        key=lambda one: one.attempt,
    )
    said = (one.transcript.text if one.transcript is not None else one.typed for one in before)
    return tuple(text for text in said if text)
