"""How calls reach the engine: in this process, and over HTTP on the loopback interface."""
