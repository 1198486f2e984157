"""Dates, periods, recurrences and limits as papers print them."""
