"""What CloudFormation is told reaches the resource: the properties that the emulator accepts and drops."""

from xml.etree.ElementTree import Element, SubElement, tostring

from ministack.services import apigateway, dynamodb, lambda_svc, s3
from ministack.services.cloudformation import provisioners

from .correction import Correction

table_settings = Correction("cfn-table-settings", "TTL, point-in-time recovery and deletion protection are dropped")
table_update = Correction("cfn-table-update", "any change of an unnamed GlobalTable (TableV2) replaces it by an empty one")
api_cors = Correction("cfn-api-cors", "an HTTP API's CORS settings are stored under names that nothing reads")
reserved_concurrency = Correction("cfn-reserved-concurrency", "a function's reserved concurrency is dropped")
bucket_settings = Correction("cfn-bucket-settings", "a bucket's lifecycle rules and tags are dropped")

TABLES = ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")


def _after(correction: Correction, resource_types, store) -> None:
    """Calls `store(physical_id, old, new)` after each create and update of these resource types."""

    @correction.on_start
    def put_in_place():
        for resource_type in resource_types:
            handlers = provisioners._RESOURCE_HANDLERS[resource_type]
            handlers["create"] = _then(handlers["create"], lambda result, _id, new, *_: store(result[0], {}, new))
            handlers["update"] = _then(handlers["update"], lambda result, _id, old, new, *_: store(result[0], old, new))


def _then(original, store):
    def wrapped(*args):
        result = original(*args)
        store(result, *args)
        return result

    return wrapped


def _table_settings(table: str, old: dict, new: dict) -> None:
    # A GlobalTable says these of each replica; there is one, this region's.
    old, new = ({**props, **(props.get("Replicas") or [{}])[0]} for props in (old, new))
    time_to_live = new.get("TimeToLiveSpecification")
    dropped = {**old.get("TimeToLiveSpecification", {}), "Enabled": False}
    if time_to_live or dropped.get("AttributeName"):
        dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": time_to_live or dropped})
    recovery = new.get("PointInTimeRecoverySpecification") or {"PointInTimeRecoveryEnabled": False}
    dynamodb._update_continuous_backups({"TableName": table, "PointInTimeRecoverySpecification": recovery})
    dynamodb._tables[table]["DeletionProtectionEnabled"] = _true(new.get("DeletionProtectionEnabled", False))


def _true(value) -> bool:
    return str(value).lower() == "true"


_after(table_settings, TABLES, _table_settings)


@table_update.on_start
def keep_unnamed_global_tables():
    handlers = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::GlobalTable"]
    update = handlers["update"]
    handlers["update"] = lambda name, old, new, stack: update(
        name, {"TableName": name, **old}, {"TableName": name, **new}, stack
    )


def _cors(api: str, _old: dict, new: dict) -> None:
    cors = new.get("CorsConfiguration")
    if cors:
        apigateway._apis[api]["corsConfiguration"] = {key[0].lower() + key[1:]: value for key, value in cors.items()}


_after(api_cors, ("AWS::ApiGatewayV2::Api",), _cors)


def _reserved_concurrency(function: str, old: dict, new: dict) -> None:
    name = "ReservedConcurrentExecutions"
    if name in new:
        lambda_svc._put_function_concurrency(function, {name: int(new[name])})
    elif name in old:
        lambda_svc._delete_function_concurrency(function)


_after(reserved_concurrency, ("AWS::Lambda::Function",), _reserved_concurrency)


@bucket_settings.on_start
def store_lifecycle_and_tags():
    provisioners._S3_BUCKET_CONFIGURATIONS += (
        ("LifecycleConfiguration", _lifecycle_xml, s3._put_bucket_lifecycle, s3._delete_bucket_lifecycle),
        ("Tags", _tags_xml, s3._put_bucket_tagging, s3._delete_bucket_tagging),
    )


def _tags_xml(tags) -> bytes:
    root = Element("Tagging")
    tag_set = SubElement(root, "TagSet")
    for tag in tags or []:
        _element(tag_set, "Tag", {"Key": tag["Key"], "Value": tag["Value"]})
    return tostring(root)


def _lifecycle_xml(configuration) -> bytes:
    root = Element("LifecycleConfiguration")
    for rule in configuration["Rules"]:
        _lifecycle_rule(root, dict(rule))
    return tostring(root)


def _lifecycle_rule(root, rule: dict) -> None:
    parent = SubElement(root, "Rule")
    if "Id" in rule:
        SubElement(parent, "ID").text = rule.pop("Id")
    SubElement(parent, "Status").text = rule.pop("Status")
    _element(parent, "Filter", {"Prefix": rule.pop("Prefix", "")})
    expiration = {"Days": rule.pop("ExpirationInDays", None), "Date": rule.pop("ExpirationDate", None)}
    expiration["ExpiredObjectDeleteMarker"] = rule.pop("ExpiredObjectDeleteMarker", None)
    if any(value is not None for value in expiration.values()):
        _element(parent, "Expiration", expiration)
    for transition in rule.pop("Transitions", []):
        days = transition.get("TransitionInDays")
        _element(parent, "Transition", {"Days": days, "StorageClass": transition["StorageClass"]})
    for name in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if name in rule:
            _element(parent, name, rule.pop(name))
    if rule:
        raise ValueError(f"Add these lifecycle properties to local/engine/corrections/cloudformation.py: {list(rule)}")


def _element(parent, name: str, fields: dict) -> None:
    element = SubElement(parent, name)
    for field, value in fields.items():
        if value is not None:
            SubElement(element, field).text = str(value)
