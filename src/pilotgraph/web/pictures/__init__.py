"""The pictures: what helped and hindered, effects, years, and ties."""
