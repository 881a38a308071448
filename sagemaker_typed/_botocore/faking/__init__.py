"""Calls of boto3 clients that are answered in this process instead of over a network.

botocore validates, serializes, signs, retries and parses as for any call. Only what it would send
goes to a ``Responder`` instead.
"""
