"""Signing in by the organisation's identity provider. Only `configuration` is loaded where none is set."""
