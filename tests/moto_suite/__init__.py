"""Runs moto's tests of SageMaker against the built-in engine; see ``tests/run_moto_tests.py``."""
