"""A sample of the statements, coded a second time by another reader: draw, sheets, agreement, settlements."""
