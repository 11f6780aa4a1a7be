"""A Django site as `startproject` makes it, with one page: what our pages are compared with."""

from __future__ import annotations
