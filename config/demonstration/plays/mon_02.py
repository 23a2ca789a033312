"""How a quarterly return is played: what equals the registers validates itself, the rest waits for an officer."""

from config.demonstration.plays import Play
from config.demonstration.reports import DIFFERENT, QUARTERLY, Reports, stories, ways

REPORTS = Reports(procedure="MON-02", days=15, fill=QUARTERLY)
PLAY = Play(
    procedure="MON-02",
    answers=REPORTS.answers,
    begin=REPORTS.begin,
    # A return with a difference: the others have left the stage before an officer can look.
    ways=ways(DIFFERENT),
    longer={**REPORTS.longer(), "auto_validate": ("start_filling", "fill", "submit")},
    steps=REPORTS.steps(),
    waits=REPORTS.waits(),
    fills=REPORTS.fills(),
    stories=stories("quarterly return"),
)
