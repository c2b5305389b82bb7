"""Calendars (iCalendar, RFC 5545) that any calendar program reads."""

from renkei.exchange.calendars.agenda import Appointment, calendar, made_here

__all__ = ["Appointment", "calendar", "made_here"]
