"""An identity provider of SAML: its metadata, and answers that it signs with a key made here."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

ENTITY = "https://id.example.org/entity"
METADATA = "https://id.example.org/metadata"
SITE = "http://localhost/sso/saml/sso"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
NAMES = f'xmlns:samlp="{Constants.NS_SAMLP}" xmlns:saml="{Constants.NS_SAML}"'


def key_and_certificate():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "id.example.org")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
    return private, certificate


OURS, STRANGER = key_and_certificate(), key_and_certificate()


def metadata():
    certificate = f"<ds:X509Certificate>{Utils.format_cert(OURS[1], heads=False)}</ds:X509Certificate>"
    return f"""<md:EntityDescriptor xmlns:md="{Constants.NS_MD}" xmlns:ds="{Constants.NS_DS}" entityID="{ENTITY}">
  <md:IDPSSODescriptor protocolSupportEnumeration="{Constants.NS_SAMLP}">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data>{certificate}</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleLogoutService Binding="{Constants.BINDING_HTTP_REDIRECT}" Location="https://id.example.org/slo"/>
    <md:SingleSignOnService Binding="{Constants.BINDING_HTTP_REDIRECT}" Location="https://id.example.org/sso"/>
  </md:IDPSSODescriptor></md:EntityDescriptor>"""


def asked(location):
    """The request of the site at this address, which goes to the provider."""
    parts = urlsplit(location)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://id.example.org/sso"
    return etree.fromstring(zlib.decompress(base64.b64decode(parse_qs(parts.query)["SAMLRequest"][0]), -15))


def answer(in_response_to, *, signer=OURS, address="helene.martin@example.org", number="1042", audience=None,
           late=timedelta(0)):  # fmt: skip
    """The answer in base64, its assertion signed by this key and certificate; None: not signed."""
    now = datetime.now(UTC) - late
    at, until = (day.strftime("%Y-%m-%dT%H:%M:%SZ") for day in (now, now + timedelta(minutes=5)))
    mail = f'<saml:Attribute Name="{MAIL}"><saml:AttributeValue>{address}</saml:AttributeValue></saml:Attribute>'
    replying = f'InResponseTo="{in_response_to}"' if in_response_to else ""
    assertion = f"""<saml:Assertion {NAMES} ID="_assertion" Version="2.0" IssueInstant="{at}">
<saml:Issuer>{ENTITY}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{number}</saml:NameID>
<saml:SubjectConfirmation Method="{Constants.CM_BEARER}">
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{SITE}/acs/" {replying}/>
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}">
<saml:AudienceRestriction><saml:Audience>{audience or f"{SITE}/metadata/"}</saml:Audience></saml:AudienceRestriction>
</saml:Conditions><saml:AuthnStatement AuthnInstant="{at}"><saml:AuthnContext>
<saml:AuthnContextClassRef>{Constants.AC_PASSWORD}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{mail}</saml:AttributeStatement></saml:Assertion>"""
    if signer:
        assertion = Utils.add_sign(assertion, *signer, sign_algorithm=Constants.RSA_SHA256).decode()
    response = f"""<samlp:Response {NAMES} ID="_response" Version="2.0" IssueInstant="{at}" Destination="{SITE}/acs/"
{replying}><saml:Issuer>{ENTITY}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{Constants.STATUS_SUCCESS}"/>
</samlp:Status>{assertion}</samlp:Response>"""
    return base64.b64encode(response.encode()).decode()
