/** Is our own server behind this page? It says so in a cookie; others do not. */

export const servedLive = (): boolean =>
  document.cookie.split('; ').includes(`live-${location.port || 80}=1`);

/** The same for all requests of this page, so that the server knows them apart. */
export const page = Math.random().toString(36).slice(2, 10);

export async function post(
  path: string,
  data: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(data) };
  return await fetch(`${path}?page=${page}`, signal ? { ...init, signal } : init);
}
