import gzip

import pytest

from tests import builders

pytestmark = pytest.mark.django_db

GZIP = {"accept-encoding": "gzip"}


def test_pages_are_compressed_for_readers_who_take_it(client):
    builders.structure()
    plain, packed = client.get("/en/structures/"), client.get("/en/structures/", headers=GZIP)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_a_page_with_something_of_ones_own_is_not(admin_client):
    assert "Content-Encoding" not in admin_client.get("/en/structures/", headers=GZIP)


def test_files_are_streamed_as_they_are(client):
    response = client.get("/en/collaborations.csv", headers=GZIP)
    assert response.streaming
    assert "Content-Encoding" not in response
