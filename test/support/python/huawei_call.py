"""Makes one call with the official Python client; prints the answer, or the error's code, as JSON."""

import json
import sys

from huaweicloudsdkbssintl.v2 import BssintlClient, model
from huaweicloudsdkcore.auth.credentials import GlobalCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException

order = json.load(sys.stdin)
credentials = GlobalCredentials(order["accessKey"], order["secretKey"], order.get("domainId"))
client = BssintlClient.new_builder().with_credentials(credentials).with_endpoint(order["endpoint"]).build()
parameters = order["parameters"]
if "body" in order:
    parameters = {"body": getattr(model, order["body"])(**parameters)}
request = getattr(model, order["request"])(**parameters)
try:
    print(json.dumps(json.loads(str(getattr(client, order["call"])(request)))))
except ServiceResponseException as error:
    print(json.dumps({"status": error.status_code, "code": error.error_code, "requestId": error.request_id}))
