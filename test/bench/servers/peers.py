"""The same server in Python: peers.py asyncio|uvloop|tornado|tornado-iostream PORT"""

import asyncio
import socket
import sys

ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 13\r\n\r\nHello, world!"
)
BACKLOG = 4096


class Answering(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(ANSWER)


async def protocols(port):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answering, "0.0.0.0", port, backlog=BACKLOG)
    await server.serve_forever()


def handlers(port):
    from tornado.ioloop import IOLoop

    loop = IOLoop.current()
    listener = socket.create_server(("0.0.0.0", port), backlog=BACKLOG)
    listener.setblocking(False)

    def accept(_, events):
        try:
            while True:
                connection, _ = listener.accept()
                connection.setblocking(False)
                loop.add_handler(connection, answer, IOLoop.READ)
        except BlockingIOError:
            pass

    def answer(connection, events):
        try:
            data = connection.recv(4096)
        except ConnectionError:
            data = b""
        if data:
            connection.send(ANSWER)
        else:
            loop.remove_handler(connection)
            connection.close()

    loop.add_handler(listener, accept, IOLoop.READ)
    loop.start()


def streams(port):
    from tornado.ioloop import IOLoop
    from tornado.iostream import StreamClosedError
    from tornado.tcpserver import TCPServer

    class Answers(TCPServer):
        async def handle_stream(self, stream, address):
            try:
                while True:
                    await stream.read_bytes(4096, partial=True)
                    await stream.write(ANSWER)
            except StreamClosedError:
                pass

    server = Answers()
    server.bind(port, "0.0.0.0", backlog=BACKLOG)
    server.start()
    IOLoop.current().start()


kind, port = sys.argv[1], int(sys.argv[2])
if kind == "uvloop":
    import uvloop

    uvloop.install()
if kind in ("asyncio", "uvloop"):
    asyncio.run(protocols(port))
else:
    {"tornado": handlers, "tornado-iostream": streams}[kind](port)
