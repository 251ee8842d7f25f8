#!/usr/bin/env python3
"""Tells, independently of the TypeScript, on which instants the doses of random medicine schedules fall.

It walks day by day, or dose by dose, from the start of each schedule, and leaves all zone arithmetic to `zoneinfo`.
The TypeScript jumps by arithmetic over a table of offsets; `occurrences.oracle.test.ts` holds it against this.

    python3 schedule_oracle.py              writes schedules.ndjson.gz anew (some minutes)
    python3 schedule_oracle.py --rows 123   prints every dose of schedule 123

The first line of the file tells the versions. Each other line is one schedule: its rule, the window asked for, how many
doses lie in it, the first, the middle and the last, and the start of the SHA-256 over all of them. A dose is written as
`seconds since 1970|local date|wall time`. All windows end before 2025: the zones' rules of those years are settled, so
another release of the tz database gives the same file.
"""

import gzip
import hashlib
import json
import pathlib
import platform
import random
import sys
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone

SEED = 20261121
SCHEDULES = 10_400
WINDOW = timedelta(days=730)
FIXTURE = pathlib.Path(__file__).with_name("schedules.ndjson.gz")

# From which day to which day a window of two years may begin, and what makes the zone hard.
ZONES = [
    ("Asia/Seoul", date(1986, 6, 1), date(2022, 1, 1)),  # summer time in 1987 and 1988, none since
    ("America/New_York", date(2005, 1, 1), date(2022, 1, 1)),  # other dates of change from 2007 on
    ("Europe/London", date(2005, 1, 1), date(2022, 1, 1)),
    ("Australia/Lord_Howe", date(2006, 1, 1), date(2022, 1, 1)),  # half an hour
    ("Africa/Casablanca", date(2011, 1, 1), date(2021, 1, 1)),  # four changes a year, and Ramadan
    ("Pacific/Apia", date(2010, 1, 1), date(2012, 6, 1)),  # no 30 December 2011
    ("America/Sao_Paulo", date(2012, 1, 1), date(2018, 1, 1)),  # days that begin at 01:00
    ("America/Nuuk", date(2022, 4, 1), date(2023, 1, 1)),  # a gap up to midnight in 2024
]
HARD_TIMES = "00:00 00:15 00:30 01:00 01:30 01:59 02:00 02:15 02:30 03:00 03:15 03:30 22:30 23:00 23:30 23:59".split()
# Times that a gap of an hour, or of half an hour, puts onto one instant.
MEETING_TIMES = [("02:15", "03:15"), ("02:30", "03:30"), ("02:00", "02:30"), ("00:30", "01:30"), ("00:15", "23:15")]
USUAL_HOURS = [4, 6, 6, 8, 8, 8, 8, 12, 12, 12, 24, 24, 36, 48, 72]
EVERY_WEEKDAY = [1, 2, 3, 4, 5, 6, 7]


def random_time(rng):
    return rng.choice(HARD_TIMES) if rng.random() < 0.6 else f"{rng.randrange(24):02}:{rng.randrange(60):02}"


def random_pause(rng, around):
    first = around + timedelta(days=rng.randrange(-100, 700))
    return {"from": first.isoformat(), "to": (first + timedelta(days=rng.choice([0, 1, 6, 13, 40, 90]))).isoformat()}


def random_schedule(index):
    """A rule and its window; the same for the same index, whatever was made before."""
    rng = random.Random(f"{SEED}:{index}")
    zone, earliest, latest = ZONES[index % len(ZONES)]
    opens = datetime.combine(earliest, time(), timezone.utc)
    opens += timedelta(minutes=rng.randrange((latest - earliest).days * 24 * 60))
    starts_on = opens.date() + timedelta(days=rng.choice([rng.randrange(-900, 0), rng.randrange(-30, 400)]))

    every_days, weekdays, every_hours = 1, EVERY_WEEKDAY, None
    kind = "times" if rng.random() < 0.65 else "interval"
    if kind == "interval":
        times = [random_time(rng)]
        every_hours = rng.choice(USUAL_HOURS) if rng.random() < 0.7 else rng.randint(1, 72)
    else:
        a_day = rng.choice([1, 1, 2, 2, 3]) if rng.random() < 0.9 else rng.randint(4, 12)
        meeting = rng.choice(MEETING_TIMES) if rng.random() < 0.3 else ()
        times = sorted({*meeting, *(random_time(rng) for _ in range(a_day))})
        if rng.random() < 0.35:
            weekdays = sorted(rng.sample(EVERY_WEEKDAY, rng.randint(1, 6)))
        elif rng.random() < 0.4:
            every_days = rng.choice([2, 2, 3, 3, 4, 5, 7, 10, 14, 28, 30, 90])

    ends_on = starts_on + timedelta(days=rng.randrange(300, 1600)) if rng.random() < 0.35 else None
    count = rng.choice([10, rng.randint(1, 500), rng.randint(100, 1500) * len(times)]) if rng.random() < 0.45 else None
    rule = {
        "kind": kind,
        "times": times,
        "weekdays": weekdays,
        "everyDays": every_days,
        "everyHours": every_hours,
        "startsOn": starts_on.isoformat(),
        "endsOn": ends_on.isoformat() if ends_on else None,
        "count": count,
        "pauses": [random_pause(rng, starts_on) for _ in range(rng.choice([0, 0, 1, 1, 2, 3]))],
        "timeZone": zone,
    }
    return rule, opens, opens + WINDOW


def planned_by_times(rule, until):
    """Every planned dose as (instant, the day that owns it, wall time), by day and wall time."""
    zone = zoneinfo.ZoneInfo(rule["timeZone"])
    starts_on = date.fromisoformat(rule["startsOn"])
    ends_on = date.fromisoformat(rule["endsOn"]) if rule["endsOn"] else date.max
    wall_times = [time.fromisoformat(text) for text in rule["times"]]

    def on_clock(instant):
        return instant.astimezone(zone).replace(tzinfo=None)

    def is_planned(day):
        counted = (day - starts_on).days
        return starts_on <= day <= ends_on and counted % rule["everyDays"] == 0 and day.isoweekday() in rule["weekdays"]

    def exists(day):
        noon = datetime.combine(day, time(12))
        return on_clock(noon.replace(tzinfo=zone).astimezone(timezone.utc)) == noon

    day = starts_on
    while day <= min(ends_on, until.date() + timedelta(days=2)):
        if is_planned(day) and exists(day):
            for wall_time in wall_times:
                wanted = datetime.combine(day, wall_time)
                # fold=0: the first of two, and the offset before a gap (PEP 495).
                instant = wanted.replace(tzinfo=zone, fold=0).astimezone(timezone.utc)
                shown = on_clock(instant)
                is_doubled = shown != wanted and is_planned(shown.date()) and shown.time() in wall_times
                if not is_doubled:
                    yield instant, day, wall_time
        day += timedelta(days=1)


def planned_by_interval(rule, until):
    zone = zoneinfo.ZoneInfo(rule["timeZone"])
    ends_on = date.fromisoformat(rule["endsOn"]) if rule["endsOn"] else date.max
    first = datetime.combine(date.fromisoformat(rule["startsOn"]), time.fromisoformat(rule["times"][0]), zone)
    instant = first.astimezone(timezone.utc)
    while instant < until:
        shown = instant.astimezone(zone)
        if shown.date() <= ends_on:
            yield instant, shown.date(), shown.time()
        instant += timedelta(hours=rule["everyHours"])


def rows_of(rule, opens, closes):
    pauses = [(date.fromisoformat(pause["from"]), date.fromisoformat(pause["to"])) for pause in rule["pauses"]]
    planned = planned_by_times if rule["kind"] == "times" else planned_by_interval
    left = rule["count"]
    in_window = []
    for instant, day, wall_time in planned(rule, closes):
        if any(first <= day <= last for first, last in pauses):
            continue
        if left is not None:
            if left == 0:
                break
            left -= 1
        if opens <= instant < closes:
            in_window.append((instant, day, wall_time))

    return [f"{int(instant.timestamp())}|{day}|{wall_time:%H:%M}" for instant, day, wall_time in sorted(in_window)]


def summary_of(index):
    rule, opens, closes = random_schedule(index)
    rows = rows_of(rule, opens, closes)
    return {
        "rule": rule,
        "from": f"{opens:%Y-%m-%dT%H:%MZ}",
        "to": f"{closes:%Y-%m-%dT%H:%MZ}",
        "doses": len(rows),
        "some": [rows[0], rows[len(rows) // 2], rows[-1]] if rows else [],
        "sha256": hashlib.sha256("\n".join(rows).encode()).hexdigest()[:32],
    }


def tzdata_version():
    for folder in zoneinfo.TZPATH:
        source = pathlib.Path(folder, "tzdata.zi")
        if source.exists():
            return source.open().readline().split()[-1]
    raise SystemExit("No tzdata.zi on zoneinfo.TZPATH: which release this is cannot be told")


def main():
    if sys.argv[1:2] == ["--rows"]:
        print("\n".join(rows_of(*random_schedule(int(sys.argv[2])))))
        return

    versions = {"seed": SEED, "python": platform.python_version(), "tzdata": tzdata_version()}
    lines = [json.dumps(each, separators=(",", ":")) for each in [versions, *map(summary_of, range(SCHEDULES))]]
    # Without a time stamp the same doses give the same file.
    FIXTURE.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
