"""What a reference should know after an interview, before anybody rings them."""

from coach.model.application import Application, Debrief
from coach.model.message import Message, message
from coach.words import Words


def reference_note(application: Application, debrief: Debrief, words: Words) -> tuple[Message, ...]:
    """A few lines to a reference, to start from: who interviewed, and what they seemed to care about.

    Args:
        application: Which.
        debrief: What was noted of the interview.
        words: The language, for the date and the names.

    Returns:
        Paragraphs; what was not noted is left out.
    """
    names = tuple(person.name for person in debrief.people if person.name.strip())
    day = words.day_and_month(debrief.held_at)
    stage, company = message(f"followup.stage.{debrief.stage}"), application.company_name
    job = application.job_title
    told = (
        message("followup.reference.held_job", stage=stage, job=job, company=company, day=day)
        if job
        else message("followup.reference.held", stage=stage, company=company, day=day)
    )
    parts = [message("followup.reference.hello"), told]
    if names:
        parts.append(message("followup.reference.people", names=words.list(names)))
    cared = debrief.cared.strip().rstrip(".!")
    if cared:
        parts.append(message("followup.reference.cared", cared=cared))
    return (*parts, message("followup.reference.end"), message("followup.note.start.end"))
