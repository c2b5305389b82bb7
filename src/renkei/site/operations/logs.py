"""Logs: one JSON object a line, on standard error. No personal data, no secret, no address that holds one.

Of an error its kind and its places are told, never its words: a database's words quote what people wrote.
"""

import logging
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_QUOTING = ("django.request", "django.security", "django.db", "django.template", "django.server")


def _places(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An error as its kind and the places that it came through."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["places"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def _unquoted(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A message of a library that quotes addresses or values, as its pattern alone."""
    record: logging.LogRecord | None = event.get("_record")
    if record is not None and record.name.startswith(_QUOTING):
        event["event"] = record.msg if isinstance(record.msg, str) and record.args else record.name
        if status := getattr(record, "status_code", None):
            event["status"] = status
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper("iso", utc=True, key="at"),
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                _unquoted,
                _places,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def configure() -> None:
    """Send structlog's events the same way as the standard library's."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
