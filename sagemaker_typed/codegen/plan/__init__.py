"""What things are called, and which module each of them is in."""
