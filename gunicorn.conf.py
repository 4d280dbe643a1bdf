"""What gunicorn does when nothing else is asked of it; options of the command line come first.

With threads a worker answers other requests while one of them is sent an export, and is not taken for dead when
that lasts longer than its timeout.
"""

threads = 4
