"""How an annual report is played: the campaign of a year, and how its obligations are met or not."""

from config.demonstration.plays import Play
from config.demonstration.reports import ANNUAL, FILED, Reports, stories, ways

REPORTS = Reports(procedure="MON-01", days=60, fill=ANNUAL)
PLAY = Play(
    procedure="MON-01",
    answers=REPORTS.answers,
    begin=REPORTS.begin,
    ways=ways(FILED),
    longer=REPORTS.longer(),
    steps=REPORTS.steps(),
    waits=REPORTS.waits(),
    fills=REPORTS.fills(),
    stories=stories("annual report"),
)
