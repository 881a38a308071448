"""Benchmarks of the typed client, compared with boto3 and others: ``nox -s bench`` runs them."""
