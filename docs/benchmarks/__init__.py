"""What the typed client costs, side by side with boto3: ``nox -s bench`` runs it all."""
