"""The same tasks in Python: tasks.py asyncio|uvloop|tornado fire|cancel|chain COUNT"""

import asyncio
import random
import resource
import sys

SPREAD = 1.0  # seconds: deadlines come at random within
FAR = 60.0  # seconds: long after the end

who, task, count = sys.argv[1], sys.argv[2], int(sys.argv[3])


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Asyncio:
    """asyncio's own names; uvloop has the same."""

    def __init__(self, new_event_loop):
        self.loop = new_event_loop()
        self.later = self.loop.call_later
        self.soon = self.loop.call_soon
        self.run = self.loop.run_forever
        self.end = self.loop.stop

    def undo(self, timeout):
        timeout.cancel()


class Tornado:
    def __init__(self):
        from tornado.ioloop import IOLoop

        self.loop = IOLoop()
        self.later = self.loop.call_later
        self.undo = self.loop.remove_timeout
        self.soon = self.loop.add_callback
        self.run = self.loop.start
        self.end = self.loop.stop


def make():
    if who == "tornado":
        return Tornado()
    if who == "uvloop":
        import uvloop

        return Asyncio(uvloop.new_event_loop)
    return Asyncio(asyncio.new_event_loop)


def fire(loop):
    left = count

    def callback():
        nonlocal left
        left -= 1
        if left == 0:
            loop.end()

    for _ in range(count):
        loop.later(SPREAD * random.random(), callback)
    loop.run()


def cancel(loop):
    def callback():
        pass

    timeouts = [
        loop.later(FAR + SPREAD * random.random(), callback) for _ in range(count)
    ]
    for timeout in timeouts:
        loop.undo(timeout)
    loop.soon(lambda: loop.soon(loop.end))
    loop.run()


def chain(loop):
    left = count

    def callback():
        nonlocal left
        left -= 1
        if left == 0:
            loop.end()
        else:
            loop.soon(callback)

    loop.soon(callback)
    loop.run()


loop = make()
before = cpu()
{"fire": fire, "cancel": cancel, "chain": chain}[task](loop)
print(1e6 * (cpu() - before) / count)
