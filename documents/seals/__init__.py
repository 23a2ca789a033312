"""The sealed record that a document's square carries: what it says, signed, so that paper proves itself without a connection."""

from documents.seals.profiles import verify as verify
from documents.seals.records import NotGenuine as NotGenuine
from documents.seals.records import Record as Record
