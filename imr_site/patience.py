"""How long the server waits for a reader who takes nothing of an answer.

gunicorn's threads write for as long as the reader likes: its `--timeout` watches the worker, not what a thread sends.
So who stops reading would hold a thread until the connection breaks, and eight of them the whole site.
"""

import socket
from collections.abc import Callable, Iterable

SECONDS = 60  # without a single byte taken, after which the system breaks the connection

Application = Callable[[dict, Callable], Iterable[bytes]]


def impatient(application: Application, seconds: float = SECONDS) -> Application:
    """The application, each of whose connections is broken after so long without progress; the write that waits fails.

    Where the system or the server offers no way to say so, it is the application as it was.
    """

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            _limit(connection, seconds)
        return application(environ, start_response)

    return answer


def _limit(connection: socket.socket, seconds: float) -> None:
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; it counts while the reader's window is shut, too
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1000))
