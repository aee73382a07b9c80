"""Prints, by operation, the names of the parameters and of the fields of the answer in the official Python models."""

import json
import sys

from huaweicloudsdkbssintl.v2 import model


def names(kind):
    return list(kind.attribute_map.values())


def parts(text):
    """The models inside a type such as list[CustomerInformation]."""
    inner = getattr(model, text.removeprefix("list[").removesuffix("]"), None)
    return names(inner) if hasattr(inner, "attribute_map") else []


def request_of(operation):
    request = getattr(model, operation + "Request")
    body = request.openapi_types.get("body")
    return names(request) if body is None else names(request) + names(getattr(model, body))


def answer_of(operation):
    answer = getattr(model, operation + "Response")
    return {name: parts(answer.openapi_types[field]) for field, name in answer.attribute_map.items()}


operations = json.load(sys.stdin)
print(json.dumps({each: {"request": request_of(each), "answer": answer_of(each)} for each in operations}))
