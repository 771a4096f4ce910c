"""Makes what a writer begins with: a new year out of an old one, a project for a new region."""

from reportgen.scaffold.colour_names import NAMED_COLOURS
from reportgen.scaffold.project import NewProject, make_project
from reportgen.scaffold.year import make_year

__all__ = ["NAMED_COLOURS", "NewProject", "make_project", "make_year"]
