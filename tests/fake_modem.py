"""A modem on a pseudo-terminal that answers as real ones do."""

from __future__ import annotations

import os
import threading
import tty


class FakeModem:
    """Answers as real modems do: echo, blank lines, unasked lines; a command without an answer gets OK."""

    def __init__(self, answers: dict[str, str | None]) -> None:
        self.answers, self.asked = answers, []
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.port = os.ttyname(slave)
        self._slave = slave
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        buffer = b""
        while True:
            try:
                buffer += os.read(self.master, 256)
            except OSError:
                return
            while b"\r" in buffer or b"\x1a" in buffer:
                end = min(i for i in (buffer.find(b"\r"), buffer.find(b"\x1a")) if i >= 0)
                command, buffer = buffer[:end].decode(), buffer[end + 1 :]
                self.asked.append(command)
                answer = self.answers.get(command, "OK")
                if answer is not None:
                    unasked = "\r\n+CSQ: 12\r\n" if command == "AT" else ""
                    os.write(self.master, f"{command}\r{unasked}\r\n{answer}\r\n".encode())

    def close(self) -> None:
        os.close(self.master)
        os.close(self._slave)
