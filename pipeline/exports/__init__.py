"""What was found, in the formats of other programs: graphs, sheets and calendars."""
