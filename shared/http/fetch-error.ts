// Why a fetch gave no response: one error class whose code callers branch on.

export type FetchErrorCode =
  /** Refused before anything was sent; asking again gives the same answer. */
  | 'url'
  | 'scheme'
  | 'credentials'
  | 'port'
  | 'address'
  | 'redirects'
  /** The other side, or the way there, failed; may pass. */
  | 'dns'
  | 'connection'
  | 'time'
  /** The response is not one we take. */
  | 'size'
  | 'encoding';

export class FetchError extends Error {
  override name = 'FetchError';
  readonly code: FetchErrorCode;

  constructor(code: FetchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether asking again later can help. */
export function isTransient(error: FetchError): boolean {
  return error.code === 'dns' || error.code === 'connection' || error.code === 'time';
}
