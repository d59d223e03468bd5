"""Without names: what was noted is gone from every format, and all offsets still fit."""

from dataclasses import replace

import pytest

from coach.feedback import make_feedback
from coach.model.company import Company, Fact, Person
from coach.model.session import Answer, Session
from coach.reports import build_document
from coach.reports.choices import Choices
from coach.reports.csv_report import csv_lines
from coach.reports.html import to_html
from coach.reports.json_report import to_json
from coach.reports.markdown import to_markdown
from coach.reports.names import without_names
from coach.testing.scored import assemble, evidence, scored, span, spoken
from coach.testing.sessions import sample_session
from coach.words import Words

COMPANY = Company(
    name="Globex Robotics",
    facts=(Fact("Globex was founded in Leeds by Ada Lovelace."),),
    people=(Person("Ada Lovelace", role="CTO"), Person("Will Okafor")),
)
SAID = (
    "I read that Globex Robotics builds arms. Ada Lovelace told me so, and Will will agree: globex robotics"
    " is close to robotics in Leeds."
)
SECRETS = ("Globex", "globex", "Ada", "Lovelace", "Okafor", "Will ")


@pytest.fixture
def told() -> Session:
    sample = sample_session()
    heard = spoken(SAID)
    found = (evidence(heard, "fact", "Ada Lovelace told me so"),)
    question = replace(sample.answers[3].question, text="Why Globex?")
    score = assemble(
        question,
        heard,
        research=scored(4, "Ada Lovelace is named.", evidence=found),
        listening=scored(4, "Told.", evidence=(evidence(heard, "part", "and Will will agree"),)),
    )
    answer = replace(
        sample.answers[3], question=question, transcript=heard, score=score, feedback=make_feedback(score),
        asker="Will Okafor",
    )  # fmt: skip
    return replace(sample, title="Globex Robotics with Ada", company=COMPANY, answers=(answer,))


def test_names_are_replaced_word_by_word(told: Session, words: Words) -> None:
    shown = without_names(told, words)
    assert shown.answers[0].transcript is not None
    assert shown.answers[0].transcript.text == (
        "I read that [company] [company] builds arms. [person] [person] told me so, and [person] will agree:"
        " [company] [company] is close to robotics in Leeds."
    )


def test_every_offset_still_fits(told: Session, words: Words) -> None:
    before, after = told.answers[0], without_names(told, words).answers[0]
    assert after.transcript is not None
    assert before.transcript is not None
    assert after.score is not None
    assert before.score is not None
    heard = after.transcript
    assert len(heard.words) == len(before.transcript.words)
    assert all(heard.text[word.start : word.end] == word.text for word in heard.words)
    assert [word.start_s for word in heard.words] == [word.start_s for word in before.transcript.words]
    (one,) = after.score.research.evidence
    assert after.score.text[one.start : one.end] == "[person] [person] told me so"
    (other,) = after.score.listening.evidence
    assert after.score.text[other.start : other.end] == "and [person] will agree"


def test_no_format_tells_a_noted_name(told: Session, words: Words) -> None:
    choices = Choices(names=False)
    document = build_document(told, words, choices)
    made = (
        to_markdown(document),
        to_html(document).split("</style>")[1],
        to_json(told, words, choices),
        "".join(csv_lines((told,), words, choices)),
    )
    for text in made:
        assert not [secret for secret in SECRETS if secret in text]


def test_a_session_without_notes_is_only_given_a_plain_title(words: Words) -> None:
    told = replace(sample_session(), company=None)
    shown = without_names(told, words)
    assert shown.answers == told.answers
    assert shown.title == "Practice"


def test_who_asked_is_a_name_as_well(words: Words) -> None:
    def with_asker(answer: Answer) -> Answer:
        return replace(answer, asker="Hull")

    told = replace(sample_session(), answers=tuple(map(with_asker, sample_session().answers)))
    assert "Hull" not in to_json(told, words, Choices(names=False))


def test_a_quote_that_begins_inside_a_name_takes_all_of_it(told: Session, words: Words) -> None:
    answer = told.answers[0]
    assert answer.score is not None
    assert answer.transcript is not None
    cut = replace(answer.score, unsure=(span(answer.transcript, "obex Rob"),))
    shown = without_names(replace(told, answers=(replace(answer, score=cut),)), words).answers[0]
    assert shown.score is not None
    (unsure,) = shown.score.unsure
    assert shown.score.text[unsure.start : unsure.end] == "[company] [company]"
