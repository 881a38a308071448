"""A fake service: a real client whose requests are answered by rules."""
