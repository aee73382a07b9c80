/** An error as a service would answer it. */
export interface ServiceError {
  /** The error's name, as the SDK shows it: `ThrottlingException`, `InternalServerError`, `SlowDown`. */
  error: string;
  /** 400 unless told otherwise; the SDK retries from 500 on and what it knows as throttling. */
  status?: number;
  message?: string;
  /** Further members of the error's document. */
  fields?: Record<string, unknown>;
}

/** What DynamoDB answers when another transaction holds an item: of `items` items, those at these positions. */
export function transactionConflict(items: number, ...positions: number[]): ServiceError {
  const reasons = Array.from({ length: items }, (_, position) =>
    positions.includes(position)
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return {
    error: 'TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    fields: { CancellationReasons: reasons },
  };
}

/** The error in the service's own wire form. */
export function errorResponse(service: string, { error, status = 400, message = error, fields = {} }: ServiceError) {
  const ids = { 'x-amzn-requestid': 'fault-proxy', 'x-amzn-errortype': error };
  if (service === 's3') {
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${error}</Code><Message>${message}</Message></Error>`;
    return { status, headers: { ...ids, 'content-type': 'application/xml' }, body };
  }
  const type = service === 'dynamodb' ? `com.amazonaws.dynamodb.v20120810#${error}` : error;
  const key = service === 'dynamodb' && error === 'TransactionCanceledException' ? 'Message' : 'message';
  return {
    status,
    headers: { ...ids, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: type, [key]: message, ...fields }),
  };
}
