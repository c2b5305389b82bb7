"""A real SMTP server in a process of its own, which writes down what it took before it says so.

usage: python -m tests.site.outbox.mail_server FILE
Prints its port. A recipient's name says how it behaves: `never-…` is refused, `later-…` is put off the first time,
`full-…` is refused after the mail, `silent-…` is taken and the line cut without a word.
"""

import asyncio
import json
import os
import sys
from email import message_from_bytes

from aiosmtpd.smtp import SMTP, Envelope, Session


class Letterbox:
    def __init__(self, place: str) -> None:
        self._file = open(place, "ab")  # noqa: SIM115  # for as long as the process
        self._seen: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("never-"):
            return "550 no such person"
        if address.startswith("later-") and address not in self._seen:
            self._seen.add(address)
            return "451 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if any(address.startswith("full-") for address in envelope.rcpt_tos):
            return "554 no"
        message = message_from_bytes(envelope.content)
        taken = {"id": message["Message-ID"], "to": envelope.rcpt_tos, "text": envelope.content.decode()}
        self._file.write(json.dumps(taken).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        if any(address.startswith("silent-") for address in envelope.rcpt_tos):
            server.transport.abort()
            await asyncio.sleep(0.1)
        return "250 taken"


async def main() -> None:
    loop = asyncio.get_running_loop()
    letterbox = Letterbox(sys.argv[1])
    server = await loop.create_server(lambda: SMTP(letterbox, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # until whoever started it is gone
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
