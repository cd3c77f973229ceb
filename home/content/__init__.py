"""The words of the first content, one module a page, as plain Python.

They are loaded once (``home/first_content.py``). After that the page in the admin is the one that counts.
Sources: the association's own "About VIG" text and published sources, each named where it is used.
"""
