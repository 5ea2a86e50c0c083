# The requests package, which trusts certifi's roots unless told otherwise.
import os
import sys

import requests

body = os.environ["CLIENT_BODY"].encode()
answer = requests.post(
    "https://apitest.vipps.no/epayment/v1/payments",
    data=body,
    headers={"Content-Type": "application/json", "Merchant-Serial-Number": "123456"},
)
sys.exit(0 if answer.status_code == 201 and answer.content == body else 1)
