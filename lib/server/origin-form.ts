/**
 * The address of a request without the scheme and host that proxies may be asked with (RFC 9112, 3.2.2). Next takes the
 * slashes of a scheme for those of a path, and would send whoever asks to the host that was written there.
 */
export function toOriginForm(url: string): string {
  if (url.startsWith("/")) return url;
  const [, rest] = /^https?:\/\/[^/?#]*(.*)$/is.exec(url) ?? [];
  if (rest === undefined) return url;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
