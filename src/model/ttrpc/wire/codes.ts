/** Names of status codes by number: google/rpc/code.proto, as google.golang.org/grpc/codes spells them. */
export const codeNames = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
] as const;

/** `NotFound`, or the number where it has no name. */
export function codeName(code: number): string {
  return codeNames[code] ?? String(code);
}
