"""The app on a throw-away log: the same services on the same encrypted store, in a folder removed at the end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from j3032calc.app import App

if TYPE_CHECKING:
    from j3032calc.services.ports import Renderer, Vault
    from j3032calc.services.session import Session
    from j3032calc.services.story import Story
    from j3032calc.storage.keys_file import Cost
    from j3032calc.storage.paths import Places
    from j3032calc.storage.throw_away import ThrowAwayFolder


class DemoApp(App):
    """One demonstration. The real data folder is never looked for."""

    is_test = True
    # A demonstration leaves nothing behind, and looks the same every time.
    remembers_window = False

    @property
    def version(self) -> str:
        """The version, which says on every record that it is no real one."""
        return f"{super().version} demonstration"

    @property
    def demonstration(self) -> DemoApp:
        """What a window opens with."""
        return self

    @cached_property
    def _folder(self) -> ThrowAwayFolder:
        from j3032calc.storage.throw_away import ThrowAwayFolder

        return ThrowAwayFolder()

    @cached_property
    def _story(self) -> Story:
        from j3032calc.storage.stories import load_story

        return load_story()

    @cached_property
    def _cost(self) -> Cost:
        from j3032calc.storage.keys_file import Cost

        # The window shows the passwords: slowness would protect nothing, and every sign-in would wait for it.
        return Cost(memory_kib=8, iterations=1, lanes=1)

    @cached_property
    def places(self) -> Places:
        """The folders of the throw-away log."""
        from j3032calc.storage.paths import Places

        return Places(self._folder.path / "log", self._folder.path / "anchors")

    @cached_property
    def vault(self) -> Vault:
        """The keys of the throw-away log."""
        from j3032calc.storage.vault import FileVault

        return FileVault(self.places.data, self.clock, self._cost, pin_cost=self._cost)

    @cached_property
    def renderer(self) -> Renderer:
        """The maker of pages, which marks each of them."""
        from j3032calc.rendering.marked import MarkedRenderer
        from j3032calc.wording.demonstration import MARK, STANDS_ON_PAPER

        return MarkedRenderer(super().renderer, mark=MARK.upper(), sentence=STANDS_ON_PAPER)

    @property
    def notice(self) -> str:
        """What stands on every page: that it is a demonstration, and who can sign in."""
        from j3032calc.wording.demonstration import who_can_sign_in

        story = self._story
        users = ((one.user, one.roles[0]) for one in story.colleagues)
        return who_can_sign_in(users, story.password, story.pin)

    def has_log(self) -> bool:
        """Say that there is one: it is made while the window opens."""
        return True

    def begin(self) -> Session:
        """Tell the story into the empty log, and sign the first person in.

        Raises:
            Problem: the folder refuses.
        """
        from j3032calc.services.demonstration import tell
        from j3032calc.services.theater import Theater
        from j3032calc.storage.clock import MovedClock
        from j3032calc.storage.local_store import LocalStore
        from j3032calc.storage.vault import FileVault

        clock = MovedClock(self.clock)
        theater = Theater(
            clock=clock,
            vault=FileVault(self.places.data, clock, self._cost, pin_cost=self._cost),
            store=LocalStore(self.places, clock, self.backups),
            catalogue=self.catalogue,
            services=self.services,
        )
        tell(self._story, theater)
        return self.workstation.sign_in(self._story.colleagues[0].user, self._story.password)

    def close(self) -> None:
        """Remove the log and everything around it."""
        if "_folder" in self.__dict__:
            self._folder.remove()
