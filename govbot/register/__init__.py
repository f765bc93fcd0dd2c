"""Registers of vendors, as people keep them in spreadsheets, brought in."""
