"""The short path of a maker: files dropped, rounds confirmed, at most six questions, the answer.

Everything that it writes are answers and decisions that the long interview and the page of
proposals show as well; it has no rows of its own.
"""
