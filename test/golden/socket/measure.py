"""What the kernel charges the sender of a unix stream socket, and when it wakes him: asked of the kernel itself.

Prints one JSON object. Needs Linux and Python 3, no privileges; takes about ten seconds:

    python3 test/golden/socket/measure.py > test/golden/socket/measured.json

`charges` are the edges: one write() of `fromBytes` bytes and more is charged `charge` bytes (SIOCOUTQ,
which reads the sender's sk_wmem_alloc). `pipes` fill a socket by whole frames until a write fails with
EAGAIN, then read whole frames until an edge-triggered epoll, which is what Go's poller uses, says
EPOLLOUT.
"""

import fcntl
import json
import platform
import select
import socket
import struct
import termios

LARGEST = 128 * 1024
DEFAULT = 0
BUFFER = 4096  # Go's bufio.Writer: a longer frame is two write() calls


def pair(sndbuf):
    """A connected pair whose first end may be charged `sndbuf` bytes; the kernel doubles what it is asked for."""
    writer, reader = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    if sndbuf != DEFAULT:
        writer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, sndbuf // 2)
    writer.setblocking(False)
    reader.setblocking(False)
    return writer, reader


def charged(writer):
    return struct.unpack("i", fcntl.ioctl(writer, termios.TIOCOUTQ, b"\0" * 4))[0]


def charge_of_write(size):
    writer, reader = pair(4 << 20)
    sent = writer.send(b"x" * size)
    assert sent == size, f"{sent} of {size} bytes went"
    charge = charged(writer)
    writer.close()
    reader.close()
    return charge


def edges():
    found = []
    for size in range(1, LARGEST + 1):
        charge = charge_of_write(size)
        if not found or found[-1]["charge"] != charge:
            found.append({"fromBytes": size, "charge": charge})
    return found


def write_frame(writer, size):
    """Bytes of the frame that went: as a bufio.Writer of 4096 would write it, until EAGAIN."""
    sent = 0
    for part in (min(size, BUFFER), size - min(size, BUFFER)):
        while part:
            try:
                n = writer.send(b"x" * part)
            except BlockingIOError:
                return sent
            sent += n
            part -= n
    return sent


def read_frame(reader, size):
    while size:
        try:
            size -= len(reader.recv(size))
        except BlockingIOError:
            return


def pipe(frame, sndbuf):
    writer, reader = pair(sndbuf)
    poller = select.epoll()
    poller.register(writer, select.EPOLLOUT | select.EPOLLET)
    poller.poll(0)
    frames, part = 0, 0
    while True:
        part = write_frame(writer, frame)
        if part < frame:
            break
        frames += 1
    poller.poll(0)
    full, reads = charged(writer), 0
    while True:
        read_frame(reader, frame)
        reads += 1
        if poller.poll(0):
            break
    row = {
        "frameBytes": frame,
        "sndbuf": writer.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF),
        "frames": frames,
        "partBytes": part,
        "full": full,
        "readsUntilWake": reads,
        "wokeAt": charged(writer),
    }
    poller.close()
    writer.close()
    reader.close()
    return row


FRAMES = (10, 148, 192, 193, 215, 704, 705, 901, 1117, 1728, 1729, 1960, 3776, 3777, 3790, 4096, 4097, 4300, 8192, 9010, 40960, 65546)
# Exact quarters (12288 = 16 x 768) and two, six and eight bytes over them; small buffers, where one write is cut.
SNDBUFS = (DEFAULT, 4608, 9216, 12288, 12290, 12294, 12296, 20480, 20486, 20488, 40000, 425984, 1048576)

print(
    json.dumps(
        {
            "kernel": platform.release(),
            "machine": platform.machine(),
            "page": 4096,
            "sndbufDefault": pair(DEFAULT)[0].getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF),
            "charges": edges(),
            "pipes": [pipe(frame, sndbuf) for sndbuf in SNDBUFS for frame in FRAMES],
        },
        indent=1,
    )
)
