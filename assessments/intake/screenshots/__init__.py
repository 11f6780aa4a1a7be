"""Whether a picture is a screenshot, by marks that only screenshots carry.

The size of a picture is no mark, nor are words in it or a name that a chat program gave it.
"""
