"""An identity provider of OpenID Connect that answers below the HTTP session of django-allauth, without a network."""

import base64
import hashlib
import json
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://id.example.org/realm"
CLIENT, SECRET = "the-site", "a secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def flat(text):
    return {name: values[0] for name, values in parse_qs(text).items()}


class Provider:
    """One person at a time; a test changes what is said of the person, or spoils the answers."""

    def __init__(self):
        self.person = {"sub": "1042", "email": "helene.martin@example.org", "email_verified": True}
        self.claims = {}
        self.key, self.algorithm, self.name_of_key = KEY, "RS256", "first"
        self.asked = {}
        self.spoilt = {}
        self.visited = []

    def authorize(self, location):
        """What the person's browser brings back from the provider's page at this address."""
        parts = urlsplit(location)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{ISSUER}/authorize"
        self.asked = flat(parts.query)
        return {"code": "a code", "state": self.asked["state"]}

    def send(self, adapter, request, **kwargs):
        place = request.url.removeprefix(ISSUER)
        self.visited.append(place)
        answer = self.spoilt.get(place) or self.answers()[place](request)
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code = answer.get("status", 200)
        response.headers["Content-Type"] = "application/json"
        response._content = json.dumps(answer).encode()
        response.url, response.request = request.url, request
        return response

    def answers(self):
        return {
            "/.well-known/openid-configuration": self.configuration,
            "/keys": self.keys,
            "/token": self.token,
            "/userinfo": lambda request: dict(self.person),
        }

    def configuration(self, request):
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys",
                  "userinfo_endpoint": "userinfo"}  # fmt: skip
        return {"issuer": ISSUER} | {name: f"{ISSUER}/{place}" for name, place in places.items()}

    def keys(self, request):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [key | {"kid": "first", "use": "sig", "alg": "RS256"}]}

    def token(self, request):
        """As the standards want it: the code, the secret, and the word whose digest was said at the beginning."""
        given = flat(request.body)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert self.asked["code_challenge_method"] == "S256"
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.asked["code_challenge"]
        assert (given["client_id"], given["client_secret"], given["code"]) == (CLIENT, SECRET, "a code")
        assert given["redirect_uri"] == self.asked["redirect_uri"]
        return {"access_token": "a token", "token_type": "Bearer", "expires_in": 60, "id_token": self.id_token()}

    def id_token(self):
        claims = {"iss": ISSUER, "aud": CLIENT, "sub": self.person["sub"], "iat": time.time(),
                  "exp": time.time() + 60, "nonce": self.asked["nonce"]}  # fmt: skip
        return jwt.encode(claims | self.claims, self.key, self.algorithm, headers={"kid": self.name_of_key})
