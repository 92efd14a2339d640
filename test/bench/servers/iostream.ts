/** The same server one floor up: TCPServer and IOStream. `iostream.ts PORT` */

import { IOLoop } from '../../../loop/index.ts';
import type { IOStream } from '../../../loop/net/iostream.ts';
import { TCPServer } from '../../../loop/net/tcp-server.ts';
import { ANSWER, BACKLOG, PORT } from './answer.ts';

async function serve(stream: IOStream): Promise<void> {
  for await (const _ of stream) await stream.write(ANSWER);
}

new TCPServer(serve, { backlog: BACKLOG }).listen(PORT, '0.0.0.0');
await IOLoop.current().start();
