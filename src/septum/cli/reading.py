"""From the words of a command line to what they ask; everything that is wrong with them at once."""

import argparse
from collections.abc import Mapping, Sequence
from typing import NoReturn

from septum.cli.options import FORMAT, HELP, Arguments, Command, Option, Value
from septum.diagnostics import Diagnostic, InputError, did_you_mean


class _Misread(Exception):
    """An option without its value, or a flag with one."""


class _Parser(argparse.ArgumentParser):
    """A parser that says nothing by itself."""

    def error(self, message: str) -> NoReturn:
        """Give up. Raises what `read_arguments` reports."""
        raise _Misread(message)


def read_arguments(command: Command, words: Sequence[str]) -> Arguments:
    """What the words after the command's name ask. Raises InputError."""
    options = (*command.options, FORMAT)
    given, problems = _parsed(command, options, words)
    values: dict[str, Value] = {}
    for option in options:
        texts = given.get(option.name, [])
        if texts:
            value = _value(option, texts, problems)
            if value is not None:
                values[option.name] = value
    for name in command.required:
        if name not in given:
            option = next(o for o in command.options if o.name == name)
            problems.append(_missing(command, option.usage))
    arguments = given[""]
    taken = command.argument.split()
    several = bool(taken) and taken[-1].endswith("…")
    for name in taken[len(arguments) :]:
        if not name.startswith("["):
            problems.append(_missing(command, name))
    for extra in () if several else arguments[len(taken) :]:
        takes = "no argument" if not taken else " and ".join(f"one {name.strip('[]')}" for name in taken)
        problems.append(Diagnostic("SEP-CLI-007", f"`{extra}` is too much: `{command.name}` takes {takes}"))
    if problems:
        raise InputError(problems)
    first, second = [*arguments, "", ""][:2]
    return Arguments(first, values, second, tuple(arguments[1:]) if several else ())


def _parsed(
    command: Command, options: Sequence[Option], words: Sequence[str]
) -> tuple[Mapping[str, list[str]], list[Diagnostic]]:
    """The texts given for each option, those of the argument under the empty name."""
    parser = _Parser(prog="septum", add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    for option in options:
        if option.metavar.endswith("…"):
            parser.add_argument(option.name, dest=option.name, action="extend", nargs="+")
        elif option.metavar:
            parser.add_argument(option.name, dest=option.name, action="append")
        else:
            parser.add_argument(option.name, dest=option.name, action="append_const", const="")
    parser.add_argument("arguments", nargs="*")
    before, marker, after = _divided(words)
    try:
        parsed, unknown = parser.parse_known_intermixed_args(before)
    except _Misread:
        raise InputError([_misread(options, before)]) from None
    given: dict[str, list[str]] = {name: texts for name, texts in vars(parsed).items() if name != "arguments"}
    known = [option.name for option in (*options, HELP)]
    problems: list[Diagnostic] = []
    arguments = list(getattr(parsed, "arguments", []))
    for word in unknown:
        if word.startswith("-") and word != "-":
            name = word.partition("=")[0]
            message = f"`{command.name}` has no option `{name}`{did_you_mean(name, known)}"
            problems.append(Diagnostic("SEP-CLI-002", message))
        else:
            arguments.append(word)
    given[""] = [*arguments, *(after if marker else [])]
    return given, problems


def _divided(words: Sequence[str]) -> tuple[list[str], bool, list[str]]:
    """The words before `--`, whether there is one, and the words after it: those are no options."""
    if "--" not in words:
        return list(words), False, []
    at = list(words).index("--")
    return list(words[:at]), True, list(words[at + 1 :])


def _misread(options: Sequence[Option], words: Sequence[str]) -> Diagnostic:
    """Which option was given without its value, or with one that it does not take."""
    names = {option.name: option for option in options}
    for word, following in zip(words, [*words[1:], "-"], strict=True):
        name, equals, _ = word.partition("=")
        option = names.get(name)
        if option is not None and option.metavar and not equals and following.startswith("-"):
            return Diagnostic("SEP-CLI-006", f"`{name}` has no value: write `{option.usage}`")
        if option is not None and not option.metavar and equals:
            return Diagnostic("SEP-CLI-006", f"`{name}` takes no value")
    return Diagnostic("SEP-CLI-006", "an option has no value, or one that it does not take")


def _missing(command: Command, what: str) -> Diagnostic:
    return Diagnostic("SEP-CLI-003", f"`{command.name}` needs {what}: septum {command.usage}")


def _value(option: Option, texts: Sequence[str], problems: list[Diagnostic]) -> Value | None:
    if not option.metavar:
        return True
    if option.many:
        return tuple(texts)
    text = texts[-1]
    if len(set(texts)) > 1:
        message = f"`{option.name}` is given as `{texts[0]}` and as `{text}`: give it once"
        problems.append(Diagnostic("SEP-CLI-011", message))
        return None
    if option.numbers is not None:
        return _number(option, text, problems)
    if option.words:
        parts = tuple(text.split(",")) if option.several else (text,)
        for part in parts:
            if part not in option.words:
                message = f"`{option.name}` does not know `{part}`{did_you_mean(part, option.words)}"
                known = f"there are {' and '.join(option.words)}"
                problems.append(Diagnostic("SEP-CLI-005", message, help=known))
                return None
        return tuple(dict.fromkeys(parts)) if option.several else text
    return text


def _number(option: Option, text: str, problems: list[Diagnostic]) -> int | None:
    assert option.numbers is not None
    least, largest = option.numbers
    digits = text.replace("_", "").replace(",", "")
    if digits.isascii() and digits.isdigit() and len(digits) <= 20 and least <= int(digits) <= largest:
        return int(digits)
    message = f"`{option.name}` takes a number from {least:,} to {largest:,}, not `{text}`"
    problems.append(Diagnostic("SEP-CLI-005", message))
    return None
