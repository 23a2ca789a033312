"""The tables of the engine."""

from workflow.models.campaign import Campaign, Obligation
from workflow.models.case import Assignment, Case, ItemRequest
from workflow.models.clock import Clock, Holiday, Parameter
from workflow.models.committee import AgendaItem, CommitteeSession, Recusal, SessionMember, Vote
from workflow.models.contact import ContactCode
from workflow.models.ledger import Checkpoint, Event, Leaf, Payload, StreamHead
from workflow.models.line_import import ImportedFile, ImportedLine, LineImport
from workflow.models.message import Message, Note
from workflow.models.notice import Notice, NoticePreference, PaperReminder
from workflow.models.opinion import OpinionRequest
from workflow.models.outbox import Counter, GivenAnswer, OutboxRow
from workflow.models.restriction import RestrictionProposal
from workflow.models.task import Task

__all__ = [
    "AgendaItem",
    "Assignment",
    "Campaign",
    "Case",
    "Checkpoint",
    "Clock",
    "CommitteeSession",
    "ContactCode",
    "Counter",
    "Event",
    "GivenAnswer",
    "Holiday",
    "ImportedFile",
    "ImportedLine",
    "ItemRequest",
    "Leaf",
    "LineImport",
    "Message",
    "Note",
    "Notice",
    "NoticePreference",
    "Obligation",
    "OpinionRequest",
    "OutboxRow",
    "PaperReminder",
    "Parameter",
    "Payload",
    "Recusal",
    "RestrictionProposal",
    "SessionMember",
    "StreamHead",
    "Task",
    "Vote",
]
