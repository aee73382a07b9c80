"""Who may call a queue's single operation may call its batch: IAM knows no actions for the batches.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
"""

from ministack.core import iam_actions

from .correction import Correction

correction = Correction("sqs-batch-rights", "batches are refused to roles that may send, delete or hide messages")

BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}


@correction.wrap(iam_actions, "extract_iam_action")
def as_single(original, *call):
    action = original(*call)
    return BATCHES.get(action, action)
