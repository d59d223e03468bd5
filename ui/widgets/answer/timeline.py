"""The parts of an answer along the time of its sound, so that a press on one plays it."""

from coach.model.session import Answer
from coach.reports.document import AnswerSection, Segment
from coach.reports.marking import has_times, stretches


def timeline(answer: Answer, section: AnswerSection) -> tuple[Segment, ...]:
    """The strip of an answer, where its times are known.

    Args:
        answer: With its scores, as far as it has them.
        section: The same, worded; its own strip knows no gaps.

    Returns:
        Segments whose shares are shares of the sound, with gaps for what belongs to no part;
        the report's strip where times are not known.
    """
    length_s = answer.duration_s
    found = stretches(answer.score) if answer.score is not None else ()
    if not section.strip or not length_s or not has_times(found):
        return section.strip
    letters = {segment.part: segment.letter for segment in section.strip}
    line: list[Segment] = []
    at_s = 0.0
    for stretch in found:
        if stretch.part is None or stretch.start_s is None or stretch.end_s is None:
            continue
        start_s = min(max(stretch.start_s, at_s), length_s)
        end_s = min(max(stretch.end_s, start_s), length_s)
        if start_s > at_s:
            line.append(Segment(part="", letter="", share=(start_s - at_s) / length_s))
        part = stretch.part.value
        line.append(Segment(part=part, letter=letters.get(part, ""), share=(end_s - start_s) / length_s))
        at_s = end_s
    if at_s < length_s:
        line.append(Segment(part="", letter="", share=1.0 - at_s / length_s))
    return tuple(line)
