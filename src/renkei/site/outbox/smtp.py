"""Handing one mail to the mail server, in steps that can be told apart afterwards (RFC 5321)."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address

from renkei.site.environment import Address

SECONDS = 30
_READY, _ACCEPTED = 354, 250


class Refused(Exception):
    """The server said no: nothing was handed over. `for_good`: another try cannot help."""

    def __init__(self, code: int, words: bytes) -> None:
        self.for_good = 500 <= code < 600
        super().__init__(f"the mail server answers {code} {words.decode(errors='replace')[:300]}")


class Unanswered(Exception):
    """The line broke after the mail was ended: the server may have it or not, and cannot be asked."""


class Lines:
    """The line to the mail server: a new one for every mail, or within `kept` one for many, one after another."""

    def __init__(self) -> None:
        self._keeping = False
        self._free: dict[Address, smtplib.SMTP] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Within it a line is used again."""
        self._keeping = True
        try:
            yield
        finally:
            self._keeping = False
            self.hang_up()

    def taken(self, server: Address, name: str) -> smtplib.SMTP:
        """A line on which a mail can begin; a kept one that the server has left meanwhile is replaced."""
        line = self._free.pop(server, None)
        if line is None:
            return connected(server, name)
        try:
            if line.rset()[0] == _ACCEPTED:
                return line
        except (OSError, smtplib.SMTPException):
            pass
        line.close()
        return connected(server, name)

    def put_back(self, line: smtplib.SMTP, server: Address) -> None:
        """After a mail that was taken."""
        if self._keeping:
            self._free[server] = line
        else:
            line.close()

    def hang_up(self) -> None:
        """Nothing is to be sent for a while."""
        while self._free:
            self._free.popitem()[1].close()


_LINES = Lines()
kept, hang_up = _LINES.kept, _LINES.hang_up


def hand_over(server: Address, sender: str, to: Sequence[str], message: bytes, before_end: Callable[[], None]) -> None:
    """Hand a mail over, to all its recipients or to none.

    `before_end` is called when all but the final dot has been sent; where it raises, the line is cut and the server
    keeps nothing. Refused and OSError: nothing was handed over. Unanswered: nobody knows.
    """
    line = _LINES.taken(server, sender.rpartition("@")[2])
    try:
        _expect(_ACCEPTED, line.mail(sender))
        for address in to:
            _expect(_ACCEPTED, line.rcpt(address))
        _expect(_READY, line.docmd("DATA"))
        line.send(_dotted(message))
        before_end()
        _end(line)
    except BaseException as error:
        line.close()
        if isinstance(error, smtplib.SMTPServerDisconnected):
            raise OSError(f"the mail server broke off: {error}") from error
        raise
    _LINES.put_back(line, server)


def connected(server: Address, name: str) -> smtplib.SMTP:
    """A line to the server, greeted by our host's name, under TLS where there is any, logged in.

    OSError or Refused where there is none.
    """
    context = ssl.create_default_context()
    try:
        if server.scheme == "smtps":
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=SECONDS, context=context)
        else:
            line = smtplib.SMTP(server.host, server.port, name, timeout=SECONDS)
        try:
            _greet(line, server, context)
        except BaseException:
            line.close()
            raise
    except smtplib.SMTPResponseException as error:
        words = error.smtp_error
        raise Refused(error.smtp_code, words if isinstance(words, bytes) else words.encode()) from error
    except smtplib.SMTPException as error:
        raise OSError(f"the mail server: {error}") from error
    return line


def _greet(line: smtplib.SMTP, server: Address, context: ssl.SSLContext) -> None:
    if line.sock is not None:
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the final dot goes at once
    line.ehlo_or_helo_if_needed()
    encrypted = server.scheme == "smtps"
    if not encrypted and line.has_extn("starttls"):
        line.starttls(context=context)
        line.ehlo()
        encrypted = True
    if server.user:
        if not encrypted and not _loopback(server.host):
            raise OSError("the mail server offers no TLS, and the password is not sent in the clear: use smtps://")
        line.login(server.user, server.password)


def _end(line: smtplib.SMTP) -> None:
    """The final dot, and the server's word on it."""
    try:
        line.send(b".\r\n")
        answer = line.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(str(error)) from error
    _expect(_ACCEPTED, answer)


def _expect(code: int, answer: tuple[int, bytes]) -> None:
    if answer[0] != code:
        raise Refused(*answer)


def _dotted(message: bytes) -> bytes:
    """The message with dots at the start of lines doubled (RFC 5321, 4.5.2), its last line ended."""
    lines = message.replace(b"\r\n.", b"\r\n..")
    lines = b"." + lines if lines.startswith(b".") else lines
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
