"""Numbers as reports write them."""


def count(number: int) -> str:
    """`4,074`."""
    return f"{number:,}"


def plural(number: int, noun: str) -> str:
    """`1 step`, `41 steps`."""
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def seconds(duration: float) -> str:
    """`0.31 s`, `3.8 s`, `2 min 05 s`; the argument in seconds."""
    if duration < 0.995:
        return f"{duration:.2f} s"
    if duration < 59.95:
        return f"{duration:.1f} s"
    whole = round(duration)
    return f"{whole // 60} min {whole % 60:02d} s"


def resources(units: int) -> str:
    """`2.1 M`, `14 k`, `950`: a solver's own units of work."""
    if units >= 999_500:
        millions = units / 1_000_000
        return f"{millions:.1f} M" if millions < 9.95 and units % 1_000_000 else f"{millions:,.0f} M"
    return f"{units / 1000:.0f} k" if units >= 1000 else str(units)


def size(number: int) -> str:
    """`28 GiB`; the argument in bytes. The largest unit in which it is whole."""
    for unit, power in (("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if number and number % (1 << power) == 0:
            return f"{number >> power:,} {unit}"
    return f"{number:,} B"


def ranges(numbers: list[int]) -> str:
    """`0..3 6`: numbers in order, those that follow each other as inclusive ranges."""
    parts: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if parts and parts[-1][1] + 1 == number:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return " ".join(str(first) if first == last else f"{first}..{last}" for first, last in parts)
