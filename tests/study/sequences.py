#!/usr/bin/env python3
"""Makes sequences.csv: what the reference implementation of FSRS makes of sequences of grades.

    python3 -m venv SOMEWHERE && SOMEWHERE/bin/pip install fsrs==6.3.2
    SOMEWHERE/bin/python tests/study/sequences.py > tests/study/sequences.csv

A line is a card: the share to be remembered, the parameters (none: the defaults), its reviews (days since the last one, and the grade) and
what each led to (days until it is due, stability, difficulty).
"""

import random
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

GRADES = {"a": Rating.Again, "h": Rating.Hard, "g": Rating.Good, "e": Rating.Easy}

# A reader who forgets faster than most, within the bounds of the reference.
FORGETFUL = (
    0.1, 0.7, 1.6, 5.4, 7.1, 0.6, 2.4, 0.02, 1.5, 0.25, 0.9, 1.7, 0.09, 0.35, 1.4, 0.45, 2.1, 0.7, 0.2, 0.12, 0.35,
)

# Each is a way to come back: the days since the last review, given the days that were asked for.
WAYS = {
    "same day": lambda days, dice: 0,
    "on time": lambda days, dice: days,
    "early": lambda days, dice: max(1, days // 2),
    "late": lambda days, dice: days + dice.randint(1, 6),
    "months late": lambda days, dice: days + dice.randint(60, 400),
}


def card(grades, ways, dice, parameters, retention):
    chosen = {"parameters": parameters} if parameters else {}
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), enable_fuzzing=False, desired_retention=retention, **chosen
    )
    now, known = datetime(2026, 1, 1, 9, tzinfo=timezone.utc), Card()
    reviews, led_to, due = [], [], 0
    for number, grade in enumerate(grades):
        gap = WAYS[ways[number % len(ways)]](due, dice) if number else 0
        now += timedelta(days=gap, minutes=0 if gap else 7)
        known, _ = scheduler.review_card(known, GRADES[grade], now)
        due = (known.due - now).days
        reviews.append(f"{gap}{grade}")
        led_to.append(f"{due}/{known.stability:.7g}/{known.difficulty:.7g}")
    shown = " ".join(map(str, parameters)) if parameters else ""
    print(f"{retention},{shown},{' '.join(reviews)},{' '.join(led_to)}")


def main():
    dice = random.Random(1948)
    print("retention,parameters,reviews,led to")
    # What is likely, by name.
    for grades in ["g", "a", "h", "e", "gggggggg", "hhhhhhhh", "eeeeee", "aaaaaa", "gggaggg", "agagag", "ehgaehga", "ggghhhaaa"]:
        card(grades, ["on time"], dice, None, 0.9)
    for way in WAYS:
        for grades in ["gggggg", "ghaeghae", "aaggaagg", "hehehe"]:
            card(grades, [way], dice, None, 0.9)
    # What is not.
    for number in range(60):
        grades = "".join(dice.choices("ahge", weights=(2, 2, 5, 1), k=dice.randint(4, 14)))
        ways = dice.choices(list(WAYS), k=5)
        parameters = FORGETFUL if number % 3 == 2 else None
        card(grades, ways, dice, parameters, (0.9, 0.8, 0.95)[number // 20])


main()
