# The standard library's client.
import os
import sys
import urllib.request

body = os.environ["CLIENT_BODY"].encode()
request = urllib.request.Request(
    "https://apitest.vipps.no/epayment/v1/payments",
    data=body,
    headers={"Content-Type": "application/json", "Merchant-Serial-Number": "123456"},
)
with urllib.request.urlopen(request) as answer:
    sys.exit(0 if answer.status == 201 and answer.read() == body else 1)
