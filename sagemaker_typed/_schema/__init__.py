"""What a class says about its fields: kinds of content, bounds, patterns; paths, and the walk."""
