"""Benchmarks: packs of annotated texts in, scores out, and a gate that lets no score fall unseen.

Only the library's public functions are called, all of them through ``adapters.py``. The packs are not part of this
repository; without them the commands say so in one line.
"""
