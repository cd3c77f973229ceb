"""The words of the first evidence, as plain Python: loaded once (``evidence/first_content.py``).

What is said of an item is what its source says, and no more: size, findings and certainty only where they are
known. A title that has not been checked at its source is in our words, and marked so.
"""
