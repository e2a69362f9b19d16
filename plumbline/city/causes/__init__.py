"""What goes wrong in the city, a module per scene, and what only looks as if it did."""

from __future__ import annotations

from plumbline.city.causes import association, decoys, disability, elder_care, relief, villages
from plumbline.city.plot import Plot


def plant(plot: Plot) -> None:
    """Plants one wave: every rule's alerts, the decoys, and what no rule can see."""
    for scene in (elder_care, relief, disability, association, villages, decoys):
        scene.plant(plot)
    plot.register_everybody()
