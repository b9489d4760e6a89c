/** An answer. */
export interface Reply {
  status: number;
  type?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The connection is reset instead of answered. */
  cut?: boolean;
  /** Every other connection is reset once this answer is on its way, and this one is closed: the PBX goes down. */
  last?: boolean;
}

/** A web page. */
export function page(body: string, status = 200): Reply {
  return { status, type: 'text/html; charset=utf-8', body };
}

/** JSON, as it is. */
export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** Sends a browser elsewhere with a GET. */
export function redirect(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { Location: location, ...headers }, body: '' };
}
