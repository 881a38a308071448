"""Write the planned modules as formatted sources."""
