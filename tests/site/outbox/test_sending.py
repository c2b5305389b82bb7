"""What the mail server says decides: sent, tried again after a pause, or set aside for a person."""

import socket
from datetime import datetime
from email import message_from_string

import pytest

from renkei.site.environment.address import smtp as address_of
from renkei.site.outbox import smtp

POST = """
import sys
from renkei.site.outbox.post import post_mail
for to in sys.argv[1:]:
    post_mail(to, [to], "受付のお知らせ", ".A dot first\\n..and two\\nそして日本語", language="ja")
"""


def outcome(site) -> list[tuple]:
    return site.rows("SELECT key, state, attempts FROM outbox_parcel ORDER BY key")


def test_each_answer_of_the_server_has_its_outcome(site, letters):
    site.python(POST, "a@x.example", "later-b@x.example", "never-c@x.example", "full-d@x.example", "silent-e@x.example")
    done = site.site("work", "--once", RENKEI_SMTP=letters.address)
    assert done.returncode == 0, done.stderr
    assert outcome(site) == [
        ("a@x.example", "done", 1),
        ("full-d@x.example", "set_aside", 1),
        ("later-b@x.example", "waiting", 1),
        ("never-c@x.example", "set_aside", 1),
        ("silent-e@x.example", "set_aside", 1),
    ]
    assert letters.recipients() == ["a@x.example", "silent-e@x.example"]
    troubles = dict(site.rows("SELECT key, trouble FROM outbox_parcel"))
    assert "may have been sent" in troubles["silent-e@x.example"]
    assert "550 no such person" in troubles["never-c@x.example"]
    assert "554 no" in troubles["full-d@x.example"]
    assert "x.example" not in done.stderr  # no address in the log


def test_what_was_put_off_is_due_again_after_its_pause_and_then_arrives(site, letters):
    site.python(POST, "later-b@x.example")
    site.site("work", "--once", RENKEI_SMTP=letters.address)
    ((due, made),) = site.rows("SELECT due_at, made_at FROM outbox_parcel")
    pause = datetime.fromisoformat(str(due)) - datetime.fromisoformat(str(made))
    assert 29 < pause.total_seconds() < 60
    site.python(
        "from renkei.site.outbox.models import Parcel; from django.utils import timezone\n"
        "unscoped(Parcel, 'the test does not wait').update(due_at=timezone.now())"
    )
    site.site("work", "--once", RENKEI_SMTP=letters.address)
    assert outcome(site) == [("later-b@x.example", "done", 2)]
    assert letters.recipients() == ["later-b@x.example"]


def test_a_server_that_is_away_costs_nothing_but_time(site):
    site.python(POST, "a@x.example")
    site.site("work", "--once", RENKEI_SMTP="smtp://127.0.0.1:9")
    assert outcome(site) == [("a@x.example", "waiting", 1)]


def test_a_mail_arrives_as_it_was_written_and_the_outbox_forgets_it(site, letters):
    site.python(POST, "a@x.example")
    site.site("work", "--once", RENKEI_SMTP=letters.address)
    (letter,) = letters.arrived()
    message = message_from_string(letter["text"])
    assert message.get_payload(decode=True).decode().splitlines() == [".A dot first", "..and two", "そして日本語"]
    assert message["Content-Language"] == "ja"
    assert message["Message-ID"].endswith("@localhost>")
    assert site.rows("SELECT contents FROM outbox_parcel")[0][0] in ("{}", {})


def test_without_a_mail_server_mail_is_laid_down_as_files(site):
    site.python(POST, "a@x.example")
    site.site("work", "--once")
    (file,) = (site.data / "mail").iterdir()
    assert b"a@x.example" in file.read_bytes()


def test_several_workers_share_the_work_and_each_stops_when_told(site, letters):
    site.python(POST, *(f"p{number}@x.example" for number in range(60)))
    workers = [site.start("work", RENKEI_SMTP=letters.address) for _ in range(3)]
    site.python(
        "from renkei.site.outbox.models import Parcel; import time\n"
        "while unscoped(Parcel, 'wait').exclude(state='done').exists(): time.sleep(0.1)"
    )
    for worker in workers:
        worker.terminate()
    assert [worker.wait(10) for worker in workers] == [0, 0, 0]
    assert len(letters.recipients()) == len(set(letters.recipients())) == 60


def test_many_mails_go_over_one_line_and_one_that_the_server_left_is_replaced(letters, monkeypatch):
    server, opened, connected = address_of(letters.address), [], smtp.connected

    def counted(*given):
        opened.append(connected(*given))
        return opened[-1]

    def send(to: str) -> None:
        smtp.hand_over(server, "calls@x.example", [to], b"Subject: A\r\n\r\nB\r\n", lambda: None)

    monkeypatch.setattr(smtp, "connected", counted)
    with smtp.kept():
        send("a@x.example")
        send("b@x.example")
        with pytest.raises(smtp.Refused):
            send("never-c@x.example")  # after a no, a new line
        send("d@x.example")
        opened[-1].sock.shutdown(socket.SHUT_RDWR)
        send("e@x.example")
    assert letters.recipients() == ["a@x.example", "b@x.example", "d@x.example", "e@x.example"]
    assert len(opened) == 3
    assert all(one.sock is None for one in opened)
    send("f@x.example")
    assert opened[-1].sock is None  # without `kept`, each has its own
