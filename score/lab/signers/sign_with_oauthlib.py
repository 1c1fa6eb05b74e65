"""Signs requests, one JSON object a line, with oauthlib; prints one JSON value a line: the signature, or what it said."""
import json
import re
import sys
from urllib.parse import unquote

from oauthlib.oauth1 import Client

for line in sys.stdin:
    wanted = json.loads(line)
    client = Client(
        wanted["clientId"],
        client_secret=wanted["clientSecret"],
        resource_owner_key=wanted["token"],
        resource_owner_secret=wanted["tokenSecret"],
        callback_uri=wanted["callback"],
        verifier=wanted["verifier"],
        signature_method=wanted["signatureMethod"],
        rsa_key=wanted["privateKey"],
        realm=wanted["realm"],
        nonce=wanted["nonce"],
        timestamp=wanted["timestamp"],
    )
    headers = {} if wanted["form"] is None else {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        _, signed, _ = client.sign(wanted["url"], wanted["method"], wanted["form"], headers)
        found = re.search(r'oauth_signature="([^"]*)"', signed["Authorization"])
        print(json.dumps({"signature": unquote(found.group(1))}))
    except Exception as error:
        print(json.dumps({"refused": f"{type(error).__name__}: {error}"}))
