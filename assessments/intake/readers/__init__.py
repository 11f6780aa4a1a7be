"""One folder for each reader of files: what it reads, how it knows it, and where samples are.

`dispatch` lists them in the order in which they are asked. None imports another: what several need
stands in the rooms beneath (`documents`, `conversations`, `containers`, …).
"""
