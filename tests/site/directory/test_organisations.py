"""The list of organisations and each one's page."""

import pytest
from django.test import Client

from renkei.site.directory.models import Organisation
from renkei.site.policy import Role, unscoped
from tests.site.clients import client_of
from tests.site.conftest import person

pytestmark = pytest.mark.django_db


def made(name, country="JP", size="sme"):
    row = Organisation(name=name, country=country, size=size)
    row.save()
    return row


def test_organisations_are_filtered_sorted_and_exported(client):
    made("Beta")
    made("=alpha", "CA", "university")
    page = client.get("/organisations/?country=CA").content.decode()
    assert "=alpha" in page
    assert "Beta" not in page
    assert "Beta" in client.get("/organisations/?find=ETA&kind=sme").content.decode()
    lines = client.get("/organisations/?export=csv&sort=-organisation").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["organisation", "Beta", "'=alpha"]


def test_an_organisations_page_names_its_kind_and_country(client):
    page = client.get(f"/organisations/{made('Beta').public_id}/").content.decode()
    assert "SME" in page
    assert "Japan" in page
    assert client.get("/organisations/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(django_assert_max_num_queries):
    counts = []
    for more in (1, 60):
        for n in range(more):
            made(f"O {more} {n}")
        with django_assert_max_num_queries(2) as asked:
            assert Client().get("/organisations/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert unscoped(Organisation, "the test").count() == 61


def test_what_an_applicant_entered_is_seen_by_nobody_else_for_it_tells_who_is_about_to_apply(client):
    owner = person("a@x.example")
    row = Organisation(name="Secret maker", country="JP", size="sme", listed=False, entered_by=owner)
    row.save()
    address = f"/organisations/{row.public_id}/"
    assert client_of(owner).get(address).status_code == 200
    for browser in (client, client_of(person("b@x.example")), client_of(person("s@x.example", Role.SECRETARIAT))):
        assert browser.get(address).status_code == 404
        for page in ("/organisations/", "/organisations/?export=csv", "/search/?q=maker"):
            assert "Secret maker" not in browser.get(page).content.decode()
