"""Loopback counts as TLS: `aws:SecureTransport` policies (CDK's staging bucket, ours) stay as strict as on AWS."""

from ministack import app

from .correction import Correction

correction = Correction("secure-transport", "policies that deny plain http refuse every call over the loopback")


@correction.wrap(app, "pin_request_origin")
def over_tls(original, source_ip, secure_transport):
    original(source_ip, secure_transport or source_ip == "127.0.0.1")
