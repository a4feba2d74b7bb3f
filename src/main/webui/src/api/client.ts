import { language } from '../i18n/language';
import type { Problem } from './types';

/** A response of the daemon that refuses a request. The message is in the user's language. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

/** The daemon did not respond. */
export class UnreachableError extends Error {}

export type QueryValue = string | number | boolean | undefined | null | readonly string[];
export type Query = Record<string, QueryValue>;

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

let csrfToken: string | undefined;
let onUnauthorized: () => void = () => undefined;

/** Requests of a session that change something need its token. */
export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Called when the daemon no longer accepts the session or its token. */
export function setUnauthorizedListener(listener: () => void): void {
  onUnauthorized = listener;
}

/** Appends the parameters that have a value. A list becomes a repeated parameter. */
export function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    const values = typeof value === 'object' ? value : [String(value)];
    for (const one of values) parameters.append(name, one);
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** Headers of every request. `X-Requested-With` avoids the browser's own log-in dialog. */
export function commonHeaders(): Record<string, string> {
  return { 'X-Requested-With': 'fetch', 'Accept-Language': language() };
}

/** 128 random bits. `crypto.randomUUID` does not exist without TLS on other hosts than localhost. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a request and returns the response as it is. Throws `ProblemError` or `UnreachableError`. */
export async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  const headers: Record<string, string> = { ...commonHeaders(), ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') {
    if (csrfToken) headers['X-CSRF-Token'] = csrfToken;
    if (method === 'POST') headers['Idempotency-Key'] ??= randomKey();
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  let response: Response;
  try {
    response = await fetch(withQuery(`/api/v2${path}`, options.query), init);
  } catch (e) {
    if (options.signal?.aborted) throw e;
    throw new UnreachableError(String(e));
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  // A wrong password, at the log-in or at its change, does not end the session.
  if ((response.status === 401 && problem.code !== 'auth.failed') || problem.code === 'auth.csrf') onUnauthorized();
  throw new ProblemError(problem);
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {
      type: 'about:blank',
      title: response.statusText || String(response.status),
      status: response.status,
      code: 'http',
      detail: text.slice(0, 300),
      instance: response.url,
    };
  }
}

async function json<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return json<T>(await send('GET', path, { ...(query && { query }), ...(signal && { signal }) }));
}

export async function post<T>(path: string, body?: unknown, query?: Query, key?: string): Promise<T> {
  const headers: Record<string, string> = key ? { 'Idempotency-Key': key } : {};
  return json<T>(await send('POST', path, { body, headers, ...(query && { query }) }));
}

export async function put<T>(path: string, body: unknown): Promise<T> {
  return json<T>(await send('PUT', path, { body }));
}

export async function patch<T>(path: string, body: unknown): Promise<T> {
  return json<T>(await send('PATCH', path, { body }));
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}
