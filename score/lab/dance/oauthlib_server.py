"""A server of OAuth 1.0a whose every judgement is oauthlib's. Takes its settings as one JSON line, prints its port, and
ends when its input ends. Whoever comes to the login page is signed in and has allowed everything."""
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from oauthlib.oauth1 import RequestValidator, WebApplicationServer

settings = json.loads(sys.stdin.readline())
METHODS = ("HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "PLAINTEXT")


class Judge(RequestValidator):
    """Keeps what a server has to keep; oauthlib decides."""

    def __init__(self):
        super().__init__()
        self.temporary, self.access, self.seen = {}, {}, set()

    enforce_ssl = False
    allowed_signature_methods = METHODS
    client_key_length = request_token_length = access_token_length = nonce_length = verifier_length = (3, 64)
    dummy_client = dummy_request_token = dummy_access_token = "nobody"

    def validate_client_key(self, client_key, request):
        return client_key == settings["clientId"]

    def get_client_secret(self, client_key, request):
        return settings["clientSecret"]

    def get_rsa_key(self, client_key, request):
        return settings["publicKey"]

    def validate_timestamp_and_nonce(self, client_key, timestamp, nonce, request, request_token=None, access_token=None):
        mark = (timestamp, nonce)
        fresh = mark not in self.seen
        self.seen.add(mark)
        return fresh

    def validate_redirect_uri(self, client_key, redirect_uri, request):
        return redirect_uri == settings["redirectUri"]

    def validate_request_token(self, client_key, token, request):
        return token in self.temporary

    def verify_request_token(self, token, request):
        return token in self.temporary

    def validate_verifier(self, client_key, token, verifier, request):
        return self.temporary.get(token, {}).get("verifier") == verifier

    def validate_access_token(self, client_key, token, request):
        return token in self.access

    def validate_requested_realms(self, client_key, realms, request):
        return True

    def validate_realms(self, client_key, token, request, uri=None, realms=None):
        return True

    def verify_realms(self, token, realms, request):
        return True

    def get_default_realms(self, client_key, request):
        return []

    def get_realms(self, token, request):
        return []

    def get_redirect_uri(self, token, request):
        return self.temporary[token]["callback"]

    def get_request_token_secret(self, client_key, token, request):
        return self.temporary.get(token, {}).get("secret", "nobody")

    def get_access_token_secret(self, client_key, token, request):
        return self.access.get(token, "nobody")

    def save_request_token(self, token, request):
        self.temporary[token["oauth_token"]] = {"secret": token["oauth_token_secret"], "callback": request.redirect_uri}

    def save_verifier(self, token, verifier, request):
        self.temporary[token]["verifier"] = verifier["oauth_verifier"]

    def save_access_token(self, token, request):
        self.access[token["oauth_token"]] = token["oauth_token_secret"]

    def invalidate_request_token(self, client_key, request_token, request):
        self.temporary.pop(request_token, None)


judge = Judge()
endpoints = WebApplicationServer(judge)


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, body, headers=None):
        data = (body or "").encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode() or None
        uri = f"http://{self.headers['Host']}{self.path}"
        parts = (uri, self.command, body, dict(self.headers))
        path = self.path.split("?")[0]
        if path == "/request_token":
            headers, text, status = endpoints.create_request_token_response(*parts)
        elif path == "/authorize":
            headers, text, status = endpoints.create_authorization_response(*parts)
        elif path == "/access_token":
            headers, text, status = endpoints.create_access_token_response(*parts)
        else:
            valid, _ = endpoints.validate_protected_resource_request(*parts)
            headers, status = {"Content-Type": "application/json"}, 200 if valid else 401
            text = json.dumps({"user": "planner", "name": "Pat Planner"} if valid else {"error": "invalid signature"})
        self.answer(status, text, headers)

    do_GET = do_POST = handle_request

    def log_message(self, *words):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
server.shutdown()
