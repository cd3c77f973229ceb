"""The way as a picture: a stop for each stage, one under the other, so that it is read on a phone, too."""

from dataclasses import dataclass

from django.utils.text import Truncator

#: In the units of the drawing, which scales with the screen: about those of a narrow phone.
WIDTH, TOP, LINE, GAP, LEFT, TEXT = 320, 26, 20, 34, 26, 58
LONGEST_LINE = 36


@dataclass(frozen=True)
class Stop:
    """``y``: the middle of its mark. ``lines``: a text with its height. ``end_y``: of what ends the stage."""

    number: int
    y: int
    name: str
    lines: list[tuple[int, str]]
    ending: str
    end_y: int
    is_last: bool

    @property
    def line_to(self):
        """The line leads on to the next stop; from the last one it ends with the stage."""
        return self.end_y if self.is_last else self.end_y + GAP


class Picture:
    """``words`` says the same as the drawing."""

    width, left, text = WIDTH, LEFT, TEXT

    def __init__(self, stages):
        self.stops: list[Stop] = []
        y = TOP
        for number, stage in enumerate(stages, start=1):
            texts = [shorten(text) for text in asks(stage)]
            end_y = y + LINE * (len(texts) + 1) + 6
            self.stops.append(
                Stop(
                    number,
                    y,
                    shorten(stage.name),
                    [(y + LINE * place, text) for place, text in enumerate(texts, start=1)],
                    shorten(stage.get_ending_display()),
                    end_y,
                    number == len(stages),
                )
            )
            y = end_y + GAP
        self.height = y - GAP + TOP
        self.words = " ".join(
            f"{stop.name}: {', '.join(text for _y, text in stop.lines) or 'no counted work'}; "
            f"ends with: {stop.ending}."
            for stop in self.stops
        )


def asks(stage) -> list[str]:
    """What a stage asks, a line each."""
    return [text for text in (stage.training, stage.work, stage.cycles_text, stage.sessions_text) if text]


def shorten(text):
    return Truncator(text).chars(LONGEST_LINE)
