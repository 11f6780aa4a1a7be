"""How much anybody may do within a time: counted in the database before it is done.

`services.quota_spend` counts, `limits` has the numbers, `gate` counts uploads while they arrive.
"""
