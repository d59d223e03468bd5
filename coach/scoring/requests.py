"""From what was said to what is scored."""

from coach.model.company import Company
from coach.model.question import Question
from coach.model.score import ScoringRequest
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
