"""What a person can put right, as typed facts. ``wording.problems`` makes the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, timedelta

    from j3032calc.domain.quantities import Amount


class Problem(Exception):
    """Input that cannot be used. Carries fields only; raised by the floors below ``app``, never swallowed there."""


@dataclass(eq=False)
class NotANumber(Problem):
    """Text that is no number we read without guessing."""

    entered: str
    example: str


@dataclass(eq=False)
class AmbiguousNumber(Problem):
    """A number that different countries read differently, such as 1.000."""

    entered: str


@dataclass(eq=False)
class NumberOutOfRange(Problem):
    """A number with more digits than any dose has."""

    entered: str


@dataclass(eq=False)
class NotAboveZero(Problem):
    """Zero or a negative number where an amount is needed."""

    entered: str


@dataclass(eq=False)
class UnitMissing(Problem):
    """A number without its unit."""

    entered: str
    example: str


@dataclass(eq=False)
class UnitUnknown(Problem):
    """A unit that is not in the closed list, or that is easily misread."""

    entered: str
    unit: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class FieldMissing(Problem):
    """A field that the calculation cannot do without."""

    field: str
    example: str


@dataclass(eq=False)
class FieldUnknown(Problem):
    """A field name that no one defined."""

    field: str
    known: tuple[str, ...]


@dataclass(eq=False)
class FieldNotText(Problem):
    """A field whose JSON value has the wrong type; ``kind`` is what it must be."""

    field: str
    kind: str


@dataclass(eq=False)
class FieldTwice(Problem):
    """A field that stands twice on one line."""

    field: str


@dataclass(eq=False)
class FieldsTogether(Problem):
    """Two fields that contradict each other."""

    first: str
    second: str


@dataclass(eq=False)
class LineUnreadable(Problem):
    """A batch line that is not one JSON object."""


@dataclass(eq=False)
class ContainerUnreadable(Problem):
    """Text that is not a container size."""

    entered: str


@dataclass(eq=False)
class CountUnreadable(Problem):
    """Text that is not "N x size"."""

    entered: str


@dataclass(eq=False)
class DateUnreadable(Problem):
    """Text that is no calendar date."""

    entered: str


@dataclass(eq=False)
class DateAmbiguous(Problem):
    """A typed date that can be read in two ways; both readings as they would be written."""

    entered: str
    readings: tuple[str, ...]


@dataclass(eq=False)
class DateOutOfRange(Problem):
    """A date outside the years that the code tables cover."""

    entered: str


@dataclass(eq=False)
class TimeUnreadable(Problem):
    """Text that is no time of day by the 24-hour clock."""

    entered: str


@dataclass(eq=False)
class MinutesUnreadable(Problem):
    """Text that is no number of minutes."""

    entered: str


@dataclass(eq=False)
class IntervalUnreadable(Problem):
    """Text that is not an interval such as "2 weeks"."""

    entered: str


@dataclass(eq=False)
class DoseNumberUnreadable(Problem):
    """Text that is not a whole number from 1."""

    entered: str


@dataclass(eq=False)
class WeightMissing(Problem):
    """A dose per kg without a weight."""

    dose: str


@dataclass(eq=False)
class WeightOutOfRange(Problem):
    """A weight no patient has, by far the likeliest a slip."""

    entered: str


@dataclass(eq=False)
class DoseInOtherUnit(Problem):
    """A dose, container or billing unit in a dimension that this drug is not measured in."""

    entered: str
    measured_in: str


@dataclass(eq=False)
class VolumeMissing(Problem):
    """A drug billed by volume, with a container whose volume is not known."""

    container: str


@dataclass(eq=False)
class NoContainers(Problem):
    """No container size to open."""


@dataclass(eq=False)
class TooManyContainers(Problem):
    """A plan of more containers than anyone opens."""

    count: int
    most: int


@dataclass(eq=False)
class TooManySizes(Problem):
    """Container sizes that share no sensible step, so that not all their combinations can be compared."""


@dataclass(eq=False)
class GivenAboveDose(Problem):
    """More given than was ordered."""

    given: str
    dose: str


@dataclass(eq=False)
class ProductUnknown(Problem):
    """A name, code or NDC that no product in the catalogue has."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ProductAmbiguous(Problem):
    """A name that several products have."""

    entered: str
    candidates: tuple[str, ...]


@dataclass(eq=False)
class CodeDisputed(Problem):
    """A code that CMS and the source document give to different drugs: the person picks the drug, never the code."""

    code: str
    cms_drug: str
    document_drug: str
    candidates: tuple[str, ...]


@dataclass(eq=False)
class CodeUnreadable(Problem):
    """Text that is not a HCPCS code."""

    entered: str


@dataclass(eq=False)
class CodeUnknown(Problem):
    """A well-formed code that this catalogue does not hold."""

    code: str


@dataclass(eq=False)
class CodeWithoutProduct(Problem):
    """A code that the catalogue knows, of a drug that it does not hold."""

    code: str
    drug: str


@dataclass(eq=False)
class UnitSizeDiffers(Problem):
    """A catalogue code typed with another billing unit than the catalogue's."""

    code: str
    entered: str
    catalogue: str


@dataclass(eq=False)
class ScheduleUnknown(Problem):
    """A schedule that the product's label does not have."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class IntervalFixed(Problem):
    """An interval typed for a product whose label leaves no choice."""

    entered: str
    product: str
    label: str


@dataclass(eq=False)
class PayerUnknown(Problem):
    """A payer profile that is not there."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class NdcUnreadable(Problem):
    """Text that is no NDC and no GS1 barcode."""

    entered: str


@dataclass(eq=False)
class NdcAmbiguous(Problem):
    """Ten digits whose groups nobody can know."""

    entered: str


@dataclass(eq=False)
class BarcodeUnusable(Problem):
    """A GS1 barcode that was misread: a check digit, a date or a lost separator."""

    reason: str


@dataclass(eq=False)
class CatalogueInvalid(Problem):
    """A catalogue file that cannot be trusted: which file, which field, why."""

    file: str
    field: str
    reason: str


@dataclass(eq=False)
class FileUnreadable(Problem):
    """A file that cannot be read or written."""

    name: str
    reason: str


@dataclass(eq=False)
class NotACrosswalk(Problem):
    """A file that is not a CMS ASP NDC-HCPCS crosswalk."""

    name: str
    missing: tuple[str, ...]


@dataclass(eq=False)
class DocumentFailed(Problem):
    """A document template that could not be turned into a page."""

    template: str
    reason: str


# --- The log ---------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class LogUnusable(Problem):
    """The log cannot be opened, read or written. Nothing was lost; what is on screen stays."""


@dataclass(eq=False)
class LogMissing(LogUnusable):
    """There is no log in this data folder."""


@dataclass(eq=False)
class LogExists(LogUnusable):
    """A new log would replace one that is there; nothing is ever made anew over a file."""


@dataclass(eq=False)
class LogInUse(LogUnusable):
    """Another window on this computer has the log open."""


@dataclass(eq=False)
class LogKeyWrong(LogUnusable):
    """The key does not open the store. That is never taken for damage."""


@dataclass(eq=False)
class LogDamaged(LogUnusable):
    """The store cannot be read where it should be; ``where`` says what, without a path."""

    where: str


@dataclass(eq=False)
class LogNotEncrypted(LogUnusable):
    """Encryption is not there, or the file is not encrypted: no start, and never a plain file."""

    reason: str


@dataclass(eq=False)
class LogFromNewerVersion(LogUnusable):
    """A newer version of the program wrote this log."""


@dataclass(eq=False)
class LogNotWritten(LogUnusable):
    """The store refused to write: disk full, read-only, or an error of the disk. The entry is not in the log."""

    reason: str


@dataclass(eq=False)
class AnchorNotWritten(LogUnusable):
    """The entry is in the log, but its fingerprint could not be kept outside; the next entry tries again."""

    reason: str


@dataclass(eq=False)
class LogNotWhole(LogUnusable):
    """The log does not agree with its anchor: nothing is signed until that is settled. Reading goes on."""

    sequence: int
    what: str


@dataclass(eq=False)
class LogLocked(LogUnusable):
    """The workstation is locked."""


# --- People and keys --------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class SignInRefused(Problem):
    """User and password do not open this log. Which of them is wrong, and whether the account is there, is not said."""


@dataclass(eq=False)
class SignInDelayed(Problem):
    """Too many failures; the next try is possible after ``wait``."""

    wait: timedelta


@dataclass(eq=False)
class SetUpUnfinished(Problem):
    """A set-up was begun here and broken off; it goes on with the user name and password of then."""


@dataclass(eq=False)
class RecoveryKeyMisread(Problem):
    """Text whose check characters do not fit: a letter was misread or left out. It was not tried."""


@dataclass(eq=False)
class RecoveryKeyWrong(Problem):
    """A recovery key that was read right and does not open this log: another log's, or one that was replaced."""


@dataclass(eq=False)
class NotAllowed(Problem):
    """The roles of the person who is signed in do not have the right; ``right`` completes "may not …"."""

    right: str


@dataclass(eq=False)
class PasswordChangeDue(Problem):
    """Somebody else chose the password of the person who is signed in; it is changed before anything else."""


@dataclass(eq=False)
class PasswordTooShort(Problem):
    """A password with fewer characters than the least."""

    least: int


@dataclass(eq=False)
class PasswordTooLong(Problem):
    """A password with more characters than the most."""

    most: int


@dataclass(eq=False)
class PasswordRepeats(Problem):
    """A password that is one character over and over."""


@dataclass(eq=False)
class PasswordHoldsUser(Problem):
    """A password with the user name in it."""


@dataclass(eq=False)
class PasswordNotNew(Problem):
    """A new password that is the old one."""


@dataclass(eq=False)
class PinUnreadable(Problem):
    """A new PIN that is not a few digits."""

    least: int
    most: int


@dataclass(eq=False)
class PinTooEasy(Problem):
    """A new PIN that anybody would try first."""


@dataclass(eq=False)
class PinMissing(Problem):
    """A person who has chosen no PIN yet."""

    name: str


@dataclass(eq=False)
class PinWrong(Problem):
    """A PIN that is not the person's; so many in a row lock the workstation."""

    most: int


@dataclass(eq=False)
class PinDelayed(Problem):
    """Too many wrong PINs; the next try is possible after ``wait``."""

    wait: timedelta


@dataclass(eq=False)
class PinLocked(Problem):
    """So many wrong PINs in a row that the workstation was locked."""

    most: int


@dataclass(eq=False)
class WitnessUnknown(Problem):
    """A user name that is no active account's."""

    entered: str


@dataclass(eq=False)
class WitnessNotAllowed(Problem):
    """A person whose roles do not let them witness."""

    name: str


@dataclass(eq=False)
class WitnessIsSigner(Problem):
    """A person who would witness their own discard."""


@dataclass(eq=False)
class UserUnusable(Problem):
    """Text that cannot be a user name."""

    entered: str
    least: int
    most: int


@dataclass(eq=False)
class UserTaken(Problem):
    """A user name that another account has, active or not."""

    entered: str


@dataclass(eq=False)
class RolesMissing(Problem):
    """An account without any role."""


@dataclass(eq=False)
class NoAdministrator(Problem):
    """A change after which no active account would be an administrator's."""


@dataclass(eq=False)
class AccountUnknown(Problem):
    """An account that is not in the log."""


@dataclass(eq=False)
class AccountNotActive(Problem):
    """A deactivated account, where an active one is needed."""

    name: str


@dataclass(eq=False)
class OwnAccount(Problem):
    """Deactivating the account that one is signed in with."""


@dataclass(eq=False)
class NotRepeated(Problem):
    """A password or PIN that was to be typed twice and was typed differently."""


# --- Backups and exports ---------------------------------------------------------------------------------------------


@dataclass(eq=False)
class AnchorsInDataFolder(LogUnusable):
    """The folder of the anchors lies inside the data folder, where they would prove nothing."""


@dataclass(eq=False)
class BackupNotMade(Problem):
    """A backup that could not be written or did not open again; an older one of that name is untouched."""

    reason: str


@dataclass(eq=False)
class NotABackup(Problem):
    """A file that is no backup of this program."""

    name: str


@dataclass(eq=False)
class BackupDamaged(Problem):
    """A backup that is not what was written."""

    name: str


@dataclass(eq=False)
class BackupOfOtherLog(Problem):
    """A backup of another log than the one that is here."""

    name: str


@dataclass(eq=False)
class BackupFromNewerVersion(Problem):
    """A backup that a newer version of the program made."""

    name: str


@dataclass(eq=False)
class RestoreLosesEntries(Problem):
    """Entries were written here that the backup does not have; a person must ask for that with open eyes."""

    count: int


@dataclass(eq=False)
class RestoreReplacesUnreadable(Problem):
    """The log here cannot be read, so nobody knows what it has beyond the backup."""


@dataclass(eq=False)
class ExportUnencrypted(Problem):
    """An export leaves the encrypted store; a person must say that they know."""


@dataclass(eq=False)
class PatientIdUnknown(Problem):
    """A patient's id that is not in the log."""


@dataclass(eq=False)
class PatientNeeded(Problem):
    """An export that is of one patient, and nobody said of which."""


@dataclass(eq=False)
class CredentialsMissing(Problem):
    """A command that opens the log, where nobody can be asked who they are and nothing says it."""


@dataclass(eq=False)
class UsersDiffer(Problem):
    """A command that names one user, with the credentials of another."""


# --- What goes into the log ------------------------------------------------------------------------------------------


@dataclass(eq=False)
class ReasonMissing(Problem):
    """A step that is only taken with a reason; ``why`` completes "write why …"."""

    why: str


@dataclass(eq=False)
class NotInLog(Problem):
    """Something that the log does not have; ``what`` names it, such as "order"."""

    what: str


@dataclass(eq=False)
class NothingChanged(Problem):
    """An amendment that changes nothing."""


@dataclass(eq=False)
class DateInFuture(Problem):
    """A day after today, where only what was can be entered."""

    day: date


@dataclass(eq=False)
class BirthDateOutOfRange(Problem):
    """A birth date before 1900 or after today."""

    entered: str | date


@dataclass(eq=False)
class OutOfOrder(Problem):
    """Two dates or times of which the second is before the first; both are names of fields."""

    first: str
    second: str


@dataclass(eq=False)
class RecordNumberTaken(Problem):
    """A record number that another patient has."""

    entered: str


@dataclass(eq=False)
class PatientMaybeKnown(Problem):
    """A patient with this birth date and nearly this name, whom nobody has looked at yet."""


@dataclass(eq=False)
class NpiUnreadable(Problem):
    """Text that is no National Provider Identifier, or one whose check digit does not fit."""

    entered: str


@dataclass(eq=False)
class DiagnosisUnreadable(Problem):
    """Text that has not the shape of an ICD-10-CM code."""

    entered: str


@dataclass(eq=False)
class OrderEnded(Problem):
    """An order that somebody has ended."""


@dataclass(eq=False)
class RoundedToNothing(Problem):
    """A dose that the order's own rounding instruction would make zero."""

    dose: Amount
    step: Amount


@dataclass(eq=False)
class OfOtherPatient(Problem):
    """An order, a draft or a dose that is another patient's."""


@dataclass(eq=False)
class OrderForOtherDrug(Problem):
    """An order for one drug, beside a dose of another."""

    ordered: str
    charted: str


@dataclass(eq=False)
class GivenAboveOpened(Problem):
    """More given than the opened containers held."""

    given: Amount
    opened: Amount


@dataclass(eq=False)
class ContainersDiffer(Problem):
    """Containers charted lot by lot that are not those that were opened; each size with its number."""

    charted: tuple[tuple[int, Amount], ...]
    opened: tuple[tuple[int, Amount], ...]


@dataclass(eq=False)
class ContentsDiffer(Problem):
    """Containers of a record that hold more or less than what the record says was opened."""

    charted: Amount
    opened: Amount


@dataclass(eq=False)
class TimeInFuture(Problem):
    """A time later than now."""

    field: str


@dataclass(eq=False)
class StartOnOtherDay(Problem):
    """A start time on another day than the day given."""

    started: date
    given_on: date


@dataclass(eq=False)
class DoseAlreadyRecorded(Problem):
    """A dose that is in the log already: pressed twice, or written just before a crash."""


@dataclass(eq=False)
class DoseWasVoided(Problem):
    """A dose that was voided, and so is neither amended nor voided again."""


@dataclass(eq=False)
class DraftAbandoned(Problem):
    """An administration that somebody abandoned."""


@dataclass(eq=False)
class DraftStarted(Problem):
    """An administration that was started already."""


@dataclass(eq=False)
class NotConfirmed(Problem):
    """Nothing is signed until a person has confirmed it; ``what`` completes "that …"."""

    what: str


@dataclass(eq=False)
class DiscardNotCharted(Problem):
    """Drug was discarded, and nobody has said why, how and when."""

    discarded: Amount


@dataclass(eq=False)
class NothingDiscarded(Problem):
    """A discard charted where nothing was discarded."""


@dataclass(eq=False)
class DiscardShared(Problem):
    """A discard that nobody has confirmed to be no other patient's dose."""


@dataclass(eq=False)
class WitnessMissing(Problem):
    """A discard without the second person that the site asks for, and without the reason for that."""


# --- The site's settings ---------------------------------------------------------------------------------------------


@dataclass(eq=False)
class SiteNumberUnreadable(Problem):
    """Text that has not the form of a number or code of the site; ``what`` completes "is not …"."""

    entered: str
    what: str
    example: str


@dataclass(eq=False)
class CountOutsideLimits(Problem):
    """A count, such as of minutes, below the least or above the most; ``noun`` says of what."""

    entered: str
    least: int
    most: int
    noun: str


@dataclass(eq=False)
class WeekdayUnreadable(Problem):
    """Text that is no weekday."""

    entered: str


@dataclass(eq=False)
class AlwaysClosed(Problem):
    """A site that would be closed on every day of the week."""


@dataclass(eq=False)
class DollarsUnreadable(Problem):
    """Text that is no amount in dollars and cents."""

    entered: str


class Cancelled(Exception):
    """A person stopped the work; nobody needs to be told."""


@dataclass(eq=False)
class NothingToClaim(Problem):
    """Nothing was chosen, or a dose without a claim line: voided, free drug, copied from another record."""


@dataclass(eq=False)
class ClaimStopped(Problem):
    """Findings that stop a claim and that no lead overrode."""

    rules: tuple[str, ...]


@dataclass(eq=False)
class ClaimOutOfBalance(Problem):
    """Claim lines that do not agree with the billing units given and discarded."""


@dataclass(eq=False)
class ClaimIncomplete(Problem):
    """What a claim needs and is not on file."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class ClaimValueUnusable(Problem):
    """A value on file that a claim cannot carry; ``what`` names it, ``reason`` completes "it …"."""

    what: str
    reason: str


@dataclass(eq=False)
class ImportUnreadable(Problem):
    """A file that cannot be imported at all; ``reason`` completes "because …"."""

    reason: str


@dataclass(eq=False)
class ColumnUnknown(Problem):
    """A column that no one defined."""

    entered: str


@dataclass(eq=False)
class ColumnTwice(Problem):
    """A column that stands twice in the heading."""

    column: str


@dataclass(eq=False)
class ColumnMissing(Problem):
    """Columns without which nothing can be read."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class CellsTooMany(Problem):
    """A row with more cells than the heading has columns."""

    cells: int
    columns: int


@dataclass(eq=False)
class CellUnreadable(Problem):
    """A value of a file that cannot be read; ``what`` names it, ``reason`` completes "it …"."""

    what: str
    reason: str


@dataclass(eq=False)
class AmountsDiffer(Problem):
    """Amounts of a past dose that do not add up."""


@dataclass(eq=False)
class RowTwice(Problem):
    """A dose or an order that stands in a file twice."""


@dataclass(eq=False)
class OtherPersonsNumber(Problem):
    """A record number that another person has, in the log or earlier in the file."""

    entered: str


@dataclass(eq=False)
class RowsRefused(Problem):
    """An import with rows that cannot be used: nothing of it is imported."""

    count: int
    place: int


@dataclass(eq=False)
class NothingToImport(Problem):
    """An import that would add nothing."""
