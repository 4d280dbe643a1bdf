"""What humans corrected, laid over what was read, so that their values survive every later reading.

`facts`, `values`, `passages` and `laying` are pure; `keeping` is what the database knows of corrections.
"""
