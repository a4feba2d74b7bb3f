"""Hooks of schemathesis."""

import schemathesis


@schemathesis.hook
def filter_query(context, query):
    """Leaves out parameters without a value: an empty list or object is not sent at all."""
    return not query or all(value not in ([], {}) for value in query.values())
