"""The key that two agencies share: what is made of it, each for one purpose.

Every use has a key of its own, BLAKE2b (RFC 7693) of the shared one with the purpose as its personalisation, so that
what one use shows says nothing of another's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

SIZE = 32  # bytes of a key
CHECK = 8  # bytes of the value by which two sketches show that they are of one key


@dataclass(frozen=True, repr=False)
class Key:
    """A secret of `SIZE` random bytes; it is never printed."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != SIZE:
            raise ValueError(f"a key has {SIZE} bytes")

    def _of(self, purpose: bytes, size: int = SIZE) -> bytes:
        return blake2b(key=self.secret, person=purpose, digest_size=size).digest()

    @property
    def check(self) -> str:
        """What a sketch carries of its key: equal for equal keys, and no help in finding the key."""
        return self._of(b"renkei check", CHECK).hex()

    def pseudonym(self, project_id: str) -> str:
        """A name for a project that only who holds the key can make of its identifier."""
        keyed = blake2b(project_id.encode(), key=self._of(b"renkei pseudonym"), digest_size=10)
        return f"p-{keyed.hexdigest()}"

    def seal(self, content: bytes) -> str:
        """The authentication code of a content, which nobody makes without the key."""
        return blake2b(content, key=self._of(b"renkei seal"), digest_size=SIZE).hexdigest()

    def numbers(self, hashes: npt.NDArray[np.uint64], kind: str) -> npt.NDArray[np.uint64]:
        """A number for each hash, which only who holds the key can make; each kind of hash has numbers of its own."""
        keyed = blake2b(key=self._of(f"renkei {kind}".encode()), digest_size=8)
        data = hashes.astype("<u8").tobytes()
        made = b"".join(map(partial(_digest, keyed), (data[at : at + 8] for at in range(0, len(data), 8))))
        return np.frombuffer(made, "<u8").astype(np.uint64)

    def orders(self, many: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """The factors (odd) and summands of so many orders of all numbers, secret as the key."""
        stream = b"".join(self._stream(many * 2))
        factors, summands = np.frombuffer(stream, "<u8").astype(np.uint64).reshape(2, many)
        return factors | np.uint64(1), summands.copy()

    def _stream(self, many: int) -> Iterator[bytes]:
        own = self._of(b"renkei order")
        yield from (blake2b(at.to_bytes(8, "little"), key=own, digest_size=8).digest() for at in range(many))


def _digest(keyed: "blake2b", part: bytes) -> bytes:
    fresh = keyed.copy()
    fresh.update(part)
    return fresh.digest()
