"""What staff teach the library: words that the vocabulary does not know, and the terms they mean.

`laying` and `keys` are pure; `known` is what the database holds, `learning` changes it, `unknown` is what nobody knows
yet.
"""
