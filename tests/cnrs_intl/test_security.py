import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/", "/fr/structures/", "/admin/login/", "/healthz", "/nowhere"])
def test_every_answer_has_a_strict_policy(client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
