"""Events for calendars: iCalendar."""
