"""A merchant's program, written from the public documentation with the standard library alone.

It takes one payment through its whole life and cancels another, and prints the answers it got as
one line of JSON.
"""

import base64
import hashlib
import hmac
import json
import queue
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError

API = "https://apitest.vipps.no"
CLIENT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_SECRET = "demo-client-secret"
HEADERS = {
    "Ocp-Apim-Subscription-Key": "0123456789abcdef0123456789abcdef",
    "Merchant-Serial-Number": "123456",
    "Vipps-System-Name": "acme",
    "Vipps-System-Version": "3.1.2",
}
EVENTS = ["created", "authorized", "captured", "refunded", "terminated"]
DELIVERIES_EXPECTED = 7
TIMEOUT_S = 30


class Hooks(BaseHTTPRequestHandler):
    """Keeps every delivery and says so at once; what it is worth is found out later."""

    deliveries = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.deliveries.put((self.path, self.headers, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        """The standard error stream is for errors."""


def call(method, path, body=None, headers=None):
    headers = {**HEADERS, **(headers or {})}
    request = urllib.request.Request(API + path, method=method, headers=headers)
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
        text = answer.read()
    # Force approve and the deletion of a webhook succeed without a body.
    return json.loads(text) if text else None


def create(reference):
    order = {
        "amount": {"currency": "NOK", "value": 100000},
        "paymentMethod": {"type": "WALLET"},
        "customer": {"phoneNumber": "4712345678"},
        "reference": reference,
        "returnUrl": f"https://example.com/thanks?order={reference}",
        "userFlow": "WEB_REDIRECT",
        "paymentDescription": "One pair of socks",
        "metadata": {"engraving": "Bjørn & Åse ♥"},
    }
    return call("POST", "/epayment/v1/payments", order, {"Idempotency-Key": f"{reference}-create"})


def modify(reference, operation, value, key):
    amount = {"modificationAmount": {"currency": "NOK", "value": value}}
    path = f"/epayment/v1/payments/{reference}/{operation}"
    return call("POST", path, amount, {"Idempotency-Key": f"{reference}-{key}"})


def refusal_of(error):
    problem = json.load(error)
    codes = [each["reason"] for each in problem["extraDetails"] if each["name"] == "ErrorCode"]
    return {
        "status": error.code,
        "contentType": error.headers.get_content_type(),
        "code": codes[0],
    }


def is_genuine(secret, path, headers, body):
    content_hash = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if not hmac.compare_digest(content_hash, headers["X-Ms-Content-Sha256"]):
        return False
    message = f"POST\n{path}\n{headers['X-Ms-Date']};{headers['Host']};{content_hash}"
    # The secret looks like Base64, but the key is its text.
    digest = hmac.digest(secret.encode(), message.encode(), "sha256")
    signature = base64.b64encode(digest).decode()
    signed_headers = "SignedHeaders=x-ms-date;host;x-ms-content-sha256"
    expected = f"HMAC-SHA256 {signed_headers}&Signature={signature}"
    return hmac.compare_digest(expected, headers["Authorization"])


shop = ThreadingHTTPServer(("127.0.0.1", 0), Hooks)
threading.Thread(target=shop.serve_forever, daemon=True).start()

keys = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
token = call("POST", "/accesstoken/get", headers=keys)["access_token"]
HEADERS["Authorization"] = f"Bearer {token}"

webhook = call(
    "POST",
    "/webhooks/v1/webhooks",
    {
        "url": f"http://127.0.0.1:{shop.server_port}/hooks/vipps?shop=1",
        "events": [f"epayments.payment.{name}.v1" for name in EVENTS],
    },
)

report = {"created": create("order-0001")}
customer = {"customer": {"phoneNumber": "4712345678"}}
call("POST", "/epayment/v1/test/payments/order-0001/approve", customer)
report["approved"] = call("GET", "/epayment/v1/payments/order-0001")
report["part"] = modify("order-0001", "capture", 40000, "capture-1")
try:
    modify("order-0001", "capture", 70000, "capture-2")
except HTTPError as error:
    report["refusal"] = refusal_of(error)
# A refusal is remembered with its key, so what is tried next has a key of its own.
report["rest"] = modify("order-0001", "capture", 60000, "capture-3")
report["refunded"] = modify("order-0001", "refund", 25000, "refund-1")
report["events"] = call("GET", "/epayment/v1/payments/order-0001/events")

create("order-0002")
cancel_key = {"Idempotency-Key": "order-0002-cancel"}
report["cancelled"] = call("POST", "/epayment/v1/payments/order-0002/cancel", headers=cancel_key)

deliveries = [Hooks.deliveries.get(timeout=TIMEOUT_S) for _ in range(DELIVERIES_EXPECTED)]
secret = webhook["secret"]
report["deliveries"] = [
    {"genuine": is_genuine(secret, *delivery), "event": json.loads(delivery[2])}
    for delivery in deliveries
]
path, headers, body = deliveries[0]
report["forgeries"] = [
    is_genuine(secret, path, headers, body.replace(b"NOK", b"EUR")),
    is_genuine("guess", path, headers, body),
]

call("DELETE", f"/webhooks/v1/webhooks/{webhook['id']}")
report["webhooksLeft"] = call("GET", "/webhooks/v1/webhooks")["webhooks"]
shop.shutdown()
print(json.dumps(report))
