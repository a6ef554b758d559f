"""Finds out why an answer is empty."""
