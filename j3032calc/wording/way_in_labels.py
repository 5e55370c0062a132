"""What the way in says: signing in, setting up, the recovery key, passwords and PINs. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import PASSWORD, PASSWORD_AGAIN, REASON, YOUR_NAME, FormText
from j3032calc.wording.labels import FieldText

_USER: Final = FieldText("&User", "The name that you sign in with", "User name")

SIGN_IN: Final = FormText(
    "Sign in",
    "The patient log is locked. Patients are hidden and the log is encrypted.",
    {"user": _USER, "password": FieldText("&Password", "", "Password")},
    "Sign in",
)
SWITCH: Final = FormText(
    "Switch user",
    "Somebody else goes on with what is on screen. Unfinished doses stay; the log notes who left and who came.",
    SIGN_IN.fields,
    "Go on",
    can_cancel=True,
)
SWITCH_HELD: Final = "“{form}” is neither sent nor cancelled. Do that first, then switch."
TAKEN_OVER: Final = "{name} goes on from here."
SET_UP: Final = FormText(
    "Set up the patient log",
    "The log stays on this workstation, encrypted. You become its first administrator.",
    {
        "site": FieldText("&Site", "Like Lakeside Infusion Center", "Name of the site"),
        "name": YOUR_NAME,
        "credential": FieldText("C&redential", "Like RN", "Your credential"),
        "user": _USER,
        "password": PASSWORD,
        "again": PASSWORD_AGAIN,
    },
    "Set up",
    can_cancel=True,
)
ALSO_CHARTS: Final = "I also chart and &lead here (not only an administrator)"
RECOVER: Final = FormText(
    "Emergency access",
    "The printed recovery key opens the log to read, print and let people in again. Every use is noted.",
    {
        "key": FieldText("Recovery &key", "Nine groups of four, from paper", "Recovery key"),
        "name": YOUR_NAME._replace(hint="Who you are"),
        "reason": REASON._replace(hint="Why no account can be used"),
    },
    "Open the log",
    can_cancel=True,
)
NEW_PASSWORD: Final = FormText(
    "Choose your own password",
    "The password that you were given works only once.",
    {
        "old": FieldText("&Old password", "The one that you signed in with", "Old password"),
        "password": FieldText("&New password", "12 characters or more; a sentence is good", "New password"),
        "again": PASSWORD_AGAIN,
    },
    "Change password",
)
NEW_PIN: Final = FormText(
    "Choose your PIN",
    "The PIN signs doses. It does not open the log.",
    {
        "password": FieldText("&Password", "The one that you sign in with", "Password"),
        "pin": FieldText("P&IN", "4 to 8 digits", "PIN"),
        "pin_again": FieldText("PIN a&gain", "", "PIN again"),
    },
    "Keep PIN",
    can_cancel=True,
)
OPENING: Final = "Opening the log."
RECOVERY_KEY_TITLE: Final = "Recovery key"
RECOVERY_KEY_TELLS: Final = (
    "This key opens the log when nobody can sign in. It is shown only now. "
    "Print it or write it down, seal it, and keep it away from this computer."
)
RECOVERY_KEY_DONE: Final = "The key is on paper"
OTHER_WAYS: Final = {"skip": "Just calculate", "recover": "Use the recovery key"}
SIGNED_OUT: Final = "You are signed out."
LEAVING: Final = "You are signed out. The backup is being made."
CLOSING: Final = "The backup is being made. The window closes after that."
CLOSE_ANYWAY: Final = "Close the window"
LEAVE_ANYWAY: Final = "Leave without it"
LOCKED: Final = "Locked. What you had not finished is kept."
