"""Makes one call with the official Python client; prints the answer, or the error's code and request id, as JSON."""

import json
import sys

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

order = json.load(sys.stdin)
http = HttpProfile(protocol="http", endpoint=order["endpoint"], reqTimeout=10)
client = CommonClient(
    order.get("service", "intlpartnersmgt"),
    order.get("version", "2022-09-28"),
    Credential(order["secretId"], order["secretKey"]),
    "ap-singapore",
    profile=ClientProfile(httpProfile=http),
)
try:
    print(json.dumps(client.call_json(order["action"], order["parameters"])))
except TencentCloudSDKException as error:
    print(json.dumps({"code": error.get_code(), "requestId": error.get_request_id()}))
