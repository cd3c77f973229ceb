"""Pathways to accreditation: a page for each, its dated versions, their stages and fees."""

from members.pathway.models.pathway import PathwayPage
from members.pathway.models.stages import Fee, Stage
from members.pathway.models.version import PathwayVersionPage

__all__ = ["Fee", "PathwayPage", "PathwayVersionPage", "Stage"]
