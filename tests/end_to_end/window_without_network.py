"""A child process: the whole window at work on the demonstration's log, and what it has open of any network.

It prints each address family of a socket that Python made, and each network socket of the process, whoever made it.
"""

from __future__ import annotations

import sys
from pathlib import Path

AF_UNIX = 1
made: set[str] = set()


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] != AF_UNIX:
        made.add(f"family {arguments[1]}")
    elif event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"}:
        made.add(event)


sys.addaudithook(watch)

from PySide6.QtCore import QCoreApplication, QTimer  # noqa: E402 - what importing opens is looked at too
from PySide6.QtWidgets import QApplication  # noqa: E402

from j3032calc.app_demo import DemoApp  # noqa: E402
from j3032calc.ui.main_window import MainWindow  # noqa: E402


def open_sockets() -> set[str]:
    """Give the sockets of this process that belong to a network, from the system's own tables."""
    targets = map(_target, Path("/proc/self/fd").iterdir())
    inodes = {target[8:-1] for target in targets if target.startswith("socket:[")}
    tables = [Path("/proc/self/net") / name for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")]
    rows = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    return {f"inode {row[9]}" for row in rows if row[9] in inodes}


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        # The folder's own, which is closed by now.
        return ""


def main() -> None:
    qt = QApplication([])
    app = DemoApp()
    window = MainWindow(app)
    seen: set[str] = set()

    def look() -> None:
        seen.update(open_sockets())
        if window.pages.front == "today" and window.isVisible():
            print("worked")
            window.close()
        elif not window.isVisible():
            QCoreApplication.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    window.show()
    qt.exec()
    app.close()
    print("network:", sorted(made | seen))


main()
