"""Scoring a 300-word answer with the models loaded, and how the cost grows with length."""

from benchmarks.answers import long_answer
from benchmarks.figure import Figure, median_s
from coach.analysis import AnalysisConfig
from coach.analysis.services import model_services
from coach.folders import default_folders
from coach.scoring.requests import typed_request

RUNS = 9
QUESTION = "Tell me about a time you solved a problem at work. What did you do, and how did it turn out?"


def measure() -> list[Figure]:
    """Time the parser and the sentence vectors alone, then all of the scoring."""
    services = model_services(AnalysisConfig(cache=default_folders().cache))
    question = services.read_question(QUESTION)
    figures: list[Figure] = []
    by_length: dict[int, float] = {}
    for words in (300, 1200):
        # A different text each time, so that nothing comes out of a cache.
        texts = iter([f"In {2000 + run} {long_answer(words)}" for run in range(RUNS + 1)])
        services.score(typed_request(question, next(texts)))
        by_length[words] = median_s(
            lambda texts=texts: services.score(typed_request(question, next(texts))), RUNS
        )  # type: ignore[misc]
    figures.append(
        Figure(name="score 300 words", value=by_length[300] * 1000, unit="ms", runs=RUNS, aim="150 ms")
    )
    figures.append(
        Figure(
            name="score 1,200 words",
            value=by_length[1200] * 1000,
            unit="ms",
            runs=RUNS,
            reference=by_length[300] * 1000,
            reference_name="300 words",
            aim="linear: a ratio of 4",
        )
    )
    return figures
