import pytest

from tests.cnrs_intl.sso.flows.oidc_provider import CLIENT, ISSUER, SECRET


@pytest.mark.django_db
def test_the_whole_way_to_the_provider_and_back(run_flow):
    """Each step, and each refusal: the tests of `flows/oidc.py`, with the settings as this environment makes them."""
    run_flow("oidc", OIDC_ISSUER=ISSUER, OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET, SSO_NAME="Janus")
