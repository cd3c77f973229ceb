"""Horizontal bars as inline SVG: no script, no style, and the table beneath says the same in numbers."""

from dataclasses import dataclass

ROW, BAR_HEIGHT = 34, 14
#: In the units of the drawing: it scales with the screen.
WIDTH, LABEL, NUMBER = 720, 260, 60
LONGEST_LABEL = 38


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    width: int
    y: int

    @property
    def bar_y(self):
        return self.y + (ROW - BAR_HEIGHT) // 2

    @property
    def text_y(self):
        return self.y + ROW // 2 + 5

    @property
    def number_x(self):
        return LABEL + self.width + 8


class Chart:
    """``rows``: a label and a number each. The longest bar stands for the largest number."""

    width, left, bar_height = WIDTH, LABEL, BAR_HEIGHT

    def __init__(self, rows):
        largest = max((value for _label, value in rows), default=0)
        room = WIDTH - LABEL - NUMBER
        self.bars = [
            Bar(shorten(label), value, round(room * value / largest) if largest else 0, index * ROW)
            for index, (label, value) in enumerate(rows)
        ]
        self.height = ROW * len(rows)
        self.total = sum(value for _label, value in rows)


def shorten(label):
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
