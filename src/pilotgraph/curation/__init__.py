"""What curators need: tables and passages in, the graph out, and everything that guards it."""
