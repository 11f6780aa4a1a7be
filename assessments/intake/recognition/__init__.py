"""Recognises the text of screenshots: what a program guesses from pixels, never what a file states.

It runs in a child of its own, after the file was read, so that a picture made to hang or break it
costs nothing that the file states. Nothing of it enters an answer unless a person says so.
"""
