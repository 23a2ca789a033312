"""Log records as single lines: what a person typed cannot forge a second one."""

import logging


class OneLine(logging.Formatter):
    """Escapes line breaks inside the message; the traceback, which is ours, keeps its lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)
