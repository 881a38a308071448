"""Compare this release with the installed botocore, and with the code that uses them."""
