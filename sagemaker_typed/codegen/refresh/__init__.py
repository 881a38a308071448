"""Move the checkout to another botocore: models, generated code, counts and changelog."""
