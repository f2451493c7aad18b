"""Results as JSON documents: one module for each kind, each with a schema in `report/schemas`.

No times, process numbers or own paths are in them: the same input gives the same document.
"""
