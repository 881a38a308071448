"""Objects to plain dicts and back, by functions compiled for each class."""
