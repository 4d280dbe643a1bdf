"""The data interface: what the pages show, as JSON. Reading only; no account needed.

`endpoints` is the table of addresses; the document, the reference page and the tests are made from it.
"""
