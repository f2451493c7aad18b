"""Symbols for terminals that have only ASCII."""

_PLAIN = str.maketrans("→≠·…│−", ">!,~|-")


def encodable(text: str, encoding: str) -> str:
    """`text` as it can be printed in `encoding`: symbols become ASCII, one for one, so that nothing moves."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    except LookupError:
        return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
    return text
