"""Starting with a vendor in phases with gates, and the programme that brings governance itself to a routine."""
