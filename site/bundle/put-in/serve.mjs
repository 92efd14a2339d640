// Serves this folder:  node serve.mjs [port]      用这个目录起一个服务器
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const port = Number(process.argv[2] ?? 8000);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file at an address; null if there is none, or it is outside of this folder. */
function find(url) {
  try {
    const path = normalize(join(root, decodeURIComponent(url.split(/[?#]/)[0])));
    if (path.includes('\0') || !`${path}${sep}`.startsWith(root)) return null;
    if (!statSync(path).isDirectory()) return { path };
    if (!url.split(/[?#]/)[0].endsWith('/')) return { moved: true };
    const index = join(path, 'index.html');
    return statSync(index).isFile() ? { path: index } : null;
  } catch {
    return null;
  }
}

const server = createServer((request, response) => {
  const found = find(request.url ?? '/');
  if (!found) return response.writeHead(404).end('404');
  if (found.moved) {
    const to = `${request.url.split(/[?#]/)[0].split('/').at(-1)}/`;
    return response.writeHead(301, { location: to }).end();
  }
  const type = TYPES[extname(found.path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
  createReadStream(found.path).pipe(response);
});
server.on('error', (error) => {
  console.error(`${error.message}  (another port 换一个端口: node serve.mjs 8080)`);
  process.exit(1);
});
server.listen(port, () => {
  console.log(`http://localhost:${server.address().port}/   (Ctrl-C)`);
});
