"""What stands above an answer's feedback."""

from dataclasses import replace

from coach.testing.sessions import sample_session
from ui.pages.practice.feedback import _length_s


def test_an_answer_is_as_long_as_the_guide_takes_it_to_be() -> None:
    """Who thinks for half a minute first is not told of a minute, and then to speak longer."""
    answer = sample_session().answers[2]
    assert answer.score is not None
    spoken_s = next(one.value for one in answer.score.delivery.measures if one.name == "length_s")
    assert _length_s(replace(answer, duration_s=600.0)) == spoken_s
    assert _length_s(replace(answer, score=None, duration_s=600.0)) == 600.0
