"""What the environment may say, and the sentence for each thing that it may not."""

import pytest

from renkei.site.environment import EnvironmentDefects, read_environment
from renkei.site.environment.address import origin

GOOD = {
    "RENKEI_SECRET_KEY": "abcdefghij0123456789" * 3,
    "RENKEI_ADDRESS": "https://calls.agency.example",
    "RENKEI_SENDER": "calls@agency.example",
}
BAD = {
    "RENKEI_SECRET_KEY": [("short", "50 signs or more"), ("a" * 60, "drawn at random")],
    "RENKEI_ADDRESS": [("calls.agency.example", "https://"), ("https://x.example/path", "without a path")],
    "RENKEI_HOSTS": [("https://x.example", "no host name"), ("*", "no host name")],
    "RENKEI_DATABASE": [
        ("mysql://host/name", "postgresql://"),
        ("postgresql://host", "no name"),
        ("postgresql://host:99999/name", "[Pp]ort"),
        ("postgresql:///name?host=relative", "postgresql://"),
    ],
    "RENKEI_SMTP": [("mail.example", "smtp://"), ("smtp://host:port", "smtp://")],
    "RENKEI_SENDER": [("nobody", "no mail address"), ("A <a@x.example>", "no mail address"), ("@x.example", "address")],
    "RENKEI_CLAMAV": [("host:3310", "tcp://")],
    "RENKEI_OIDC": [("http://x.example id secret", "https://"), ("https://x.example id", "three words")],
    "RENKEI_PROXIES": [("one", "whole number"), ("-1", "whole number")],
    "RENKEI_LARGEST_FILE": [("0", "megabytes"), ("20MB", "megabytes"), ("5000", "megabytes")],
    "RENKEI_DATABSE": [("postgresql://host/name", "RENKEI_DATABASE is meant")],
    "RENKEI_ZZZ": [("1", "no such variable")],
}


@pytest.mark.parametrize(("name", "text", "words"), [(name, *case) for name, cases in BAD.items() for case in cases])
def test_each_malformed_variable_gives_its_sentence(name, text, words):
    with pytest.raises(EnvironmentDefects, match=f"^{name}: .*{words}") as defects:
        read_environment({**GOOD, name: text})
    assert len(defects.value.sentences) == 1


def test_all_mistakes_come_in_one_report_with_what_can_be_read_all_the_same():
    with pytest.raises(EnvironmentDefects) as defects:
        read_environment({**GOOD, **{name: cases[0][0] for name, cases in BAD.items()}, "RENKEI_DATA": "/srv/renkei"})
    assert sorted(sentence.split(":")[0] for sentence in defects.value.sentences) == sorted(BAD)
    assert str(defects.value.environment.data) == "/srv/renkei"


def test_a_site_that_is_no_demonstration_names_its_address_and_its_sender():
    with pytest.raises(EnvironmentDefects) as defects:
        read_environment({"RENKEI_SECRET_KEY": GOOD["RENKEI_SECRET_KEY"]})
    assert [sentence.split(":")[0] for sentence in defects.value.sentences] == ["RENKEI_ADDRESS", "RENKEI_SENDER"]


def test_without_a_secret_the_site_is_a_demonstration_on_loopback():
    found = read_environment({})
    assert found.demo
    assert found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert origin(found.address) == "http://127.0.0.1:8000"


def test_a_demonstration_never_answers_to_a_name_that_others_reach():
    with pytest.raises(EnvironmentDefects, match="RENKEI_SECRET_KEY"):
        read_environment({"RENKEI_ADDRESS": "https://calls.agency.example"})
    with pytest.raises(EnvironmentDefects, match="RENKEI_SECRET_KEY"):
        read_environment({"RENKEI_HOSTS": "calls.agency.example"})


def test_a_database_may_be_reached_by_its_sockets_folder():
    found = read_environment({"RENKEI_DATABASE": "postgresql://user@/name?host=/run/Sockets"}).database
    assert (found.host, found.user, found.name) == ("/run/Sockets", "user", "name")


def test_no_secret_is_in_what_the_environment_prints_of_itself():
    told = {
        **GOOD,
        "RENKEI_SMTP": "smtp://me:pass-one@h",
        "RENKEI_DATABASE": "postgresql://me:pass-two@h/n",
        "RENKEI_OIDC": "https://x.example id pass-three",
    }
    shown = repr(read_environment(told))
    assert not any(secret in shown for secret in ("pass-one", "pass-two", "pass-three", GOOD["RENKEI_SECRET_KEY"]))
