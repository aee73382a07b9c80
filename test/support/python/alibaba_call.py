"""Makes one call with the official Python client; prints the answer, or the error's code, as JSON."""

import json
import sys

from alibabacloud_agency20221216 import models
from alibabacloud_agency20221216.client import Client
from alibabacloud_tea_openapi import utils_models
from darabonba.exceptions import DaraException

order = json.load(sys.stdin)
client = Client(
    utils_models.Config(
        access_key_id=order["accessKeyId"],
        access_key_secret=order["accessKeySecret"],
        endpoint=order["endpoint"],
        protocol="http",
        connect_timeout=10000,
        read_timeout=10000,
    )
)
request = getattr(models, order["request"])().from_map(order["parameters"])
try:
    answer = getattr(client, order["call"])(request).body.to_map()
    # As text, since whoever reads this may not have 64-bit numbers.
    uids = [str(info["Uid"]) for info in answer.get("AccountInfoList", {}).get("AccountInfo", [])]
    print(json.dumps({**answer, "uids": uids}))
except DaraException as error:
    print(json.dumps({"code": error.code}))
