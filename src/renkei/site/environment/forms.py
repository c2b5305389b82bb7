"""What a variable may hold. Each function reads one text; ValueError says in words what it should be."""

MEGABYTE = 1_000_000
SHORTEST_SECRET = 50
MOST_MEGABYTES = 100  # files are looked into whole, in memory
NONE: tuple[str, ...] = ()


def secret(text: str) -> str:
    """A secret that nobody guesses."""
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"a secret of {SHORTEST_SECRET} signs or more, kept from everybody; this one has {len(text)}")
    if len(set(text)) < 10:
        raise ValueError("a secret drawn at random; this one repeats a few signs")
    return text


def words(text: str) -> tuple[str, ...]:
    """Host names, separated by spaces or commas."""
    found = tuple(text.replace(",", " ").split())
    for word in found:
        if "/" in word or "*" in word:
            raise ValueError(f"{word!r} is no host name; write names such as calls.agency.example, separated by spaces")
    return found


def count(text: str) -> int:
    """The number of proxies in front of the site."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is not a whole number of proxies in front of the site, such as 1")
    return int(text)


def megabytes(text: str) -> int:
    """A size in bytes, written in megabytes."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_MEGABYTES):
        raise ValueError(f"{text!r} is not a size in whole megabytes from 1 to {MOST_MEGABYTES}, such as 20")
    return int(text) * MEGABYTE


def sender(text: str) -> str:
    """A mail address, plain: it stands in a header."""
    local, _, domain = text.rpartition("@")
    if not local or not domain or not text.isascii() or not text.isprintable() or any(sign in text for sign in " <>,;"):
        raise ValueError(f"{text!r} is no mail address, such as calls@agency.example")
    return text


def oidc(text: str) -> tuple[str, str, str]:
    """An OpenID Connect provider: its address, the client's id, the client's secret."""
    parts = text.split()
    if len(parts) != 3 or not parts[0].startswith("https://"):
        raise ValueError("three words: the provider's https:// address, the client's id and its secret")
    return parts[0], parts[1], parts[2]
