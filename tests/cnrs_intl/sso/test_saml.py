import pytest

from tests.cnrs_intl.sso.flows.saml_provider import ENTITY, METADATA


@pytest.mark.django_db
def test_the_whole_way_to_the_provider_and_back(run_flow):
    """Each step, and each refusal: the tests of `flows/saml.py`, with the settings as this environment makes them."""
    run_flow("saml", SAML_ENTITY_ID=ENTITY, SAML_METADATA_URL=METADATA)
