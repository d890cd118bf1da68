"""What comes next? Routes, steps, gate, questions, deadlines and warnings for one line on one day.

A plan is a pure function of a line, its circumstances, the facts and a day. It carries message ids and the
facts each rests on; :class:`Renderer` puts it into words.
"""

from simoff.plan.making import Planner, make_plan
from simoff.plan.model import Deadline, Gate, Message, Plan, Question, Route, Step
from simoff.plan.render import Renderer

__all__ = ["Deadline", "Gate", "Message", "Plan", "Planner", "Question", "Renderer", "Route", "Step", "make_plan"]
