"""Listens to a window as a screen reader does, over AT-SPI, and presses what it finds there.

Run by the system's Python, which has the AT-SPI binding, inside a D-Bus session of its own::

    dbus-run-session -- /usr/bin/python3 screen_reader.py HEARD.json USER PASSWORD PATIENT PROGRAM ...

It starts the program, signs in, opens every page, presses every button of each, and writes all that it heard.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - after the version that is wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 60.0
QUIET_S = 0.03
PRESSED_S = 0.15
BUS = "/usr/libexec/at-spi-bus-launcher"
# They lead to other pages, change the look, or belong to a form.
NOT_PRESSED = re.compile(r"\.nav\.nav\.|\.action\.(?:theme|smaller|bigger)$|\.(?:send|cancel)$")

# The binding has no types.
Node = Any


def until(look: Callable[[], Node], what: str) -> Node:
    """Look again and again until there is something."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(QUIET_S)
    sys.exit(f"waited {PATIENCE_S:.0f} seconds for {what}")


def children_of(node: Node) -> Iterator[Node]:
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def has(node: Node, state: Node) -> bool:
    return bool(node.get_state_set().contains(state))


def id_of(node: Node) -> str:
    """Give Qt's id: the object names from the program down, with a point between them."""
    return str(node.get_accessible_id() or "")


def heads_of(table: Node) -> list[str]:
    heads = (Atspi.Table.get_column_header(table, column) for column in range(Atspi.Table.get_n_columns(table)))
    return ["" if head is None else head.get_name() for head in heads]


class Reader:
    """One program on the accessibility bus. Every question goes over the bus, so each place is asked once."""

    def __init__(self) -> None:
        self.scenes: list[dict[str, Any]] = []
        self._pressed: set[str] = set()
        self._window = until(lambda: next(self._windows(), None), "a window on the accessibility bus")
        self._nodes: dict[str, Node] = {}
        self._heard: list[dict[str, Any]] = []
        self.listen()

    def _windows(self) -> Iterator[Node]:
        for program in children_of(Atspi.get_desktop(0)):
            yield from children_of(program)

    # --- Hearing -----------------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Hear everything that is shown, once what goes on in the background has ended."""
        until(self._is_heard_whole, "the window to be quiet")

    def _is_heard_whole(self) -> bool:
        try:
            self._nodes, self._heard = {}, []
            for node in self._shown():
                self._hear(node)
        except GLib.GError:
            # Something was taken away meanwhile.
            return False
        return not any(name.endswith(".wait") for name in self._nodes)

    def _shown(self) -> Iterator[Node]:
        """Give everything that is shown, from the window down; of a table not the cells."""
        waiting = [self._window]
        while waiting:
            node = waiting.pop()
            yield node
            if node.get_role() not in {Atspi.Role.TABLE, Atspi.Role.SCROLL_BAR}:
                waiting.extend(child for child in children_of(node) if has(child, Atspi.StateType.SHOWING))

    def _hear(self, node: Node) -> None:
        role, name = node.get_role_name(), id_of(node)
        self._nodes[name] = node
        heads = heads_of(node) if role == "table" else None
        focusable = has(node, Atspi.StateType.FOCUSABLE)
        self._heard.append(
            {"id": name, "role": role, "name": node.get_name(), "is_focusable": focusable, "heads": heads}
        )

    def write(self, scene: str) -> None:
        """Write down what was heard last."""
        self.scenes.append({"scene": scene, "heard": self._heard})

    def find(self, name: str) -> Node:
        """Give what was heard last under an object name or a whole id, or nothing."""
        return next((node for one, node in self._nodes.items() if one == name or one.endswith(f".{name}")), None)

    # --- Doing -------------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press a button by its object name, once it is there."""
        if self.find(name) is None:
            self.wait_for(name)
        node = self.find(name)
        actions = [Atspi.Action.get_action_name(node, number) for number in range(Atspi.Action.get_n_actions(node))]
        # A button that stays down has "Toggle" too, which changes how it looks and does nothing.
        Atspi.Action.do_action(node, actions.index("Press" if "Press" in actions else "Toggle"))
        # Qt shows the press for a moment before it counts.
        time.sleep(PRESSED_S)
        self.listen()

    def enter(self, name: str, text: str) -> None:
        Atspi.EditableText.set_text_contents(self.find(name), text)

    def wait_for(self, name: str) -> None:
        def look() -> Node:
            self.listen()
            return self.find(name)

        until(look, name)

    def select_first_rows(self) -> None:
        for node in self._nodes.values():
            if node.get_role() is Atspi.Role.TABLE and Atspi.Table.get_n_rows(node):
                Atspi.Table.add_row_selection(node, 0)

    # --- Going everywhere --------------------------------------------------------------------------------------------

    def crawl(self, here: str, go: tuple[str, ...]) -> None:
        """Hear a place and what each of its buttons brings; ``go`` are the presses that lead to it."""
        self._go(go)
        self.write(here)
        for name in self._buttons():
            if name in self._pressed:
                continue
            self._pressed.add(name)
            if self.find(name) is None:
                self._go(go)
            node = self.find(name)
            if node is None or not has(node, Atspi.StateType.ENABLED):
                continue
            self.select_first_rows()
            self.press(name)
            self.write(f"{here}: {object_name(name)}")
            self._close_dialogs()

    def _go(self, go: tuple[str, ...]) -> None:
        for name in go:
            self.select_first_rows()
            self.press(name)

    def _buttons(self) -> list[str]:
        """Give the ids of the buttons that are pressed: those of the page, outside a form that can be sent."""
        found = [heard["id"] for heard in self._heard if heard["role"] == "push button" or ".action." in heard["id"]]
        return [one for one in found if not NOT_PRESSED.search(one)]

    def leave_out(self, names: list[str]) -> None:
        """Do not press these on the way."""
        self._pressed.update(names)

    def parts(self) -> list[str]:
        """Give the parts of the settings."""
        return [one for one in self._nodes if ".settings.parts." in one]

    def _close_dialogs(self) -> None:
        """Close every box beside the window by its Cancel, as somebody would who changed their mind."""
        for window in self._windows():
            if window.get_role() is not Atspi.Role.FRAME:
                cancel = next(node for node in below(window) if node.get_name() == "Cancel")
                Atspi.Action.do_action(cancel, 0)
                time.sleep(PRESSED_S)
                self.listen()


def below(node: Node) -> Iterator[Node]:
    for child in children_of(node):
        yield child
        yield from below(child)


def object_name(one: str) -> str:
    """Give the object name at the end of an id: it begins with the name of its page or bar."""
    for head in ("action.", "settings.", "patient.", "today.", "sign.", "unlock.", "message.", "keys_card."):
        place = one.rfind(f".{head}")
        if place >= 0:
            return one[place + 1 :]
    return one.rpartition(".")[2]


def go_everywhere(reader: Reader, user: str, password: str, patient: str) -> None:
    """Sign in, find a patient, and press what is there."""
    reader.wait_for("sign_in.user")
    reader.write("sign in")
    reader.press("unlock.recover")
    reader.write("recovery key")
    reader.press("recover.cancel")
    reader.enter("sign_in.user", user)
    reader.enter("sign_in.password", password)
    reader.press("sign_in.send")
    reader.wait_for("nav.lock")
    reader.crawl("today", ("nav.today",))
    reader.press("nav.today")
    reader.enter("today.find", patient)
    reader.wait_for("today.found")
    reader.select_first_rows()
    reader.press("today.open")
    reader.crawl("patient", ("nav.patient",))
    reader.crawl("give for a patient", ("nav.patient", "patient.give"))
    reader.crawl("sign", ("nav.patient", "patient.give", "action.sign"))
    reader.press("sign.back")
    reader.press("other_drug")
    reader.write("another drug")
    reader.press("nav.settings")
    parts = reader.parts()
    reader.leave_out(parts)
    for name in parts:
        reader.crawl(object_name(name), ("nav.settings", name))


def main(file: str, user: str, password: str, patient: str, *command: str) -> None:
    """Listen to a program and write down what was heard."""
    bus = subprocess.Popen([BUS, "--launch-immediately"], stderr=subprocess.DEVNULL)
    program = subprocess.Popen(command)
    try:
        reader = Reader()
        go_everywhere(reader, user, password, patient)
        Path(file).write_text(json.dumps(reader.scenes), encoding="utf-8")
    finally:
        program.terminate()
        program.wait(timeout=PATIENCE_S)
        bus.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
