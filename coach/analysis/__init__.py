"""The analysis process: Whisper, the parser and the sentence model, loaded once, one job at a time.

- ``jobs``: what can be asked of it, as values.
- ``services``: what does the work, in whichever process.
- ``worker``: the child process's loop; imports neither Qt nor sounddevice.
- ``live``: answers transcribed while they are spoken, on both sides of the pipe.
- ``client``: the queue in the parent, which restarts the child once when it dies.
"""

from coach.analysis.client import AnalysisProcess, InlineAnalysis
from coach.analysis.jobs import (
    AnalysisConfig,
    FinishLiveJob,
    Job,
    JudgeJob,
    LikenessJob,
    Priority,
    ReadQuestionJob,
    Scored,
    ScoreJob,
    TranscribeJob,
    WarmJob,
)
from coach.analysis.ports import Analysis, Listens, LiveAnswer, Services

__all__ = [
    "Analysis",
    "AnalysisConfig",
    "AnalysisProcess",
    "FinishLiveJob",
    "InlineAnalysis",
    "Job",
    "JudgeJob",
    "LikenessJob",
    "Listens",
    "LiveAnswer",
    "Priority",
    "ReadQuestionJob",
    "ScoreJob",
    "Scored",
    "Services",
    "TranscribeJob",
    "WarmJob",
]
