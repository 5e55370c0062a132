"""What the pages say around the verdicts of a visit: reasons, overrides and what is blocked.

Light on purpose, like ``labels``: no domain import.
"""

from __future__ import annotations

from typing import Final

from j3032calc.wording.labels import FieldText

VERDICT_TITLE: Final = "Before you sign"
SHOW_CHECKS: Final = "Show {count} to check"
HIDE_CHECKS: Final = "Hide {count} to check"
BILLED: Final = "Billed"
NOT_BILLED: Final = "No drug line is billed."
REASON: Final = FieldText("Why you go on", "Prints on the record", "Why you go on: {finding}")
OVERRIDE: Final = "A lead overrides this stop"
OVERRIDE_NAME: Final = "A lead overrides: {finding}"
LEAD: Final = FieldText("Lead", "User name of the lead nurse or pharmacist", "User name of the lead who overrides")
LEAD_PIN: Final = FieldText("PIN of the lead", "Signs the override; the reason prints", "PIN of the lead")
STOPS_STAY: Final = "What was given is recorded either way. A stop that nobody overrides stays, and nothing is claimed."
# Today, until it is known how a dose stands.
CHECKING: Final = "Looking it up"

HOLDS_TITLE: Final = "Ask before giving"
HOLDS_TELLS: Final = "This holds care. Put it right, or write why you go on; the reason prints on the record."
REASON_MISSING: Final = "One of these has no reason yet. Write it, or close this and put the thing right."
GO_ON: Final = "Go on and start"
