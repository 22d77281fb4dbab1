"""Shares with their confidence intervals, the table, and the floors under it."""

import json
import math
import os
import textwrap


def wilson(hits, of, z=1.96):
    """The 95 % interval of a share (Wilson 1927)."""
    if of == 0:
        return 0.0, 0.0
    share = hits / of
    below = 1 + z * z / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


class Figure:
    """One line of the table. `must` is what it has to reach, from below or, where `at_most`, from above."""

    def __init__(self, part, name, value, must=None, at_most=False, of=None, hits=None, about=None):
        self.part, self.name, self.value, self.about = part, name, value, about
        self.must, self.at_most = must, at_most
        self.hits, self.of = hits, of

    @property
    def holds(self):
        return self.must is None or (self.value <= self.must if self.at_most else self.value >= self.must)

    def line(self):
        counted = f"{self.hits}/{self.of}" if self.of is not None else ""
        low, high = wilson(self.hits, self.of) if self.of else (0, 0)
        interval = f"[{low:.4f}, {high:.4f}]" if self.of else ""
        must = "" if self.must is None else f"{'at most' if self.at_most else 'at least'} {self.must:g}"
        mark = "" if self.must is None else ("holds" if self.holds else "MISSED")
        name = self.name + (f" ({self.about})" if self.about else "")
        return f"{self.part:13}{name:56}{self.value:8.4f}  {counted:>12}  {interval:20} {must:15} {mark}".rstrip()


class Table:
    def __init__(self):
        self.figures = []
        self.notes = []

    def share(self, part, name, hits, of, must=None, at_most=False, about=None):
        self.figures.append(Figure(part, name, hits / of if of else 0.0, must, at_most, of, hits, about))

    def number(self, part, name, value, must=None, at_most=False):
        self.figures.append(Figure(part, name, value, must, at_most))

    def show(self, out):
        for figure in self.figures:
            print(figure.line(), file=out)
        for note in self.notes:
            print("\n" + textwrap.fill(note, 100), file=out)

    def say(self, note):
        """A sentence under the table."""
        self.notes.append(note)


# What a figure may lose: scorers of folds are trained anew, and move a little with every test of a pack.
SLACK = {"folds": 0.003}


def record(table, path):
    """Writes what was measured as the floor (or the ceiling, where less is better); other parts stay."""
    floors = load(path)
    for figure in table.figures:
        if figure.must is not None:
            slack = SLACK.get(figure.part, 0)
            floors[f"{figure.part}: {figure.name}"] = round(figure.value + (slack if figure.at_most else -slack), 6)
    with open(path, "w") as file:
        json.dump(dict(sorted(floors.items())), file, indent=1)
        file.write("\n")


def worse(table, path):
    """What is worse than its floor, as lines for a person."""
    floors = load(path)
    lines = []
    for figure in table.figures:
        floor = floors.get(f"{figure.part}: {figure.name}")
        if floor is None:
            continue
        lost = figure.value - floor if figure.at_most else floor - figure.value
        if lost > 1e-6:
            lines.append(f"{figure.part}: {figure.name} is {figure.value:.4f}, was {floor:.4f}")
    return lines


def load(path):
    if not os.path.exists(path):
        return {}
    with open(path) as file:
        return json.load(file)
