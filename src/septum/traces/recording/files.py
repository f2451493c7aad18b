"""Is a file one of JSON lines?"""

from septum.traces.reading.openings import read_lines


def text_of_runs(file: str) -> str | None:
    """The text of a file of JSON lines, packed or not; None where it is none. Raises InputError.

    It is one where its first line that is not blank begins with `{`, or where its name says so.
    """
    lines = read_lines(file)
    named = any(file.removesuffix(end).endswith((".jsonl", ".ndjson")) for end in ("", ".gz", ".xz"))
    text: list[str] = []
    for line in lines:
        text.append(line)
        if line.strip():
            if not (named or line.lstrip("\ufeff \t").startswith("{")):
                return None
            break
    if not text and not named:
        return None
    text.extend(lines)
    return "\n".join(text).removeprefix("\ufeff")
