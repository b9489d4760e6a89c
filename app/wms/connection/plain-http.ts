import { connect } from 'node:net';
import type { Address } from '../../domain/address';

/**
 * Whether the server at a port where TLS failed answers unencrypted HTTP. A line that is neither a TLS record nor an HTTP
 * request is sent, which every HTTP server refuses in HTTP's own words. Nothing that is asked for, nothing secret.
 */
export function speaksPlainHttp({ host, port }: Address, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.write('?\r\n\r\n'));
    let heard = '';
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(heard.startsWith('HTTP/'));
    };
    const timer = setTimeout(end, withinMs);
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (heard.length >= 5) end();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}
