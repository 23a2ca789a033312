"""How the renderer and its callers speak over a socket: one byte that says what, eight that say how long, the content."""

import socket
import struct

PDF, FAILED, UNAVAILABLE, READY, REQUEST = b"P", b"F", b"U", b"R", b"Q"
LARGEST = 64 * 1024 * 1024
_HEAD = struct.Struct(">cQ")


def send(connection: socket.socket, kind: bytes, content: bytes) -> None:
    connection.sendall(_HEAD.pack(kind, len(content)) + content)


def receive(connection: socket.socket) -> tuple[bytes, bytes]:
    """Kind and content. Raises EOFError when the other side stopped first, ValueError on an absurd length."""
    kind, length = _HEAD.unpack(_exactly(connection, _HEAD.size))
    if length > LARGEST:
        raise ValueError(f"{length} bytes announced")
    return kind, _exactly(connection, length)


def _exactly(connection: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        piece = connection.recv(min(1 << 20, length - len(content)))
        if not piece:
            raise EOFError
        content += piece
    return bytes(content)
