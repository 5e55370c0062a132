"""One plain answer for each problem: what was entered, the limit and whose it is, what to enter."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, cast

from j3032calc.domain.problems import (
    backup,
    charting,
    claim,
    dose,
    files,
    importing,
    log,
    people,
    printing,
    product,
    site,
    typed,
)
from j3032calc.domain.problems import scanning as scanned
from j3032calc.wording.writing import write_amount, write_date

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.quantities import Measured

_LONGEST_ECHO: Final = 40
_LONGEST_SENTENCE: Final = 240
_MINUTE: Final = 60

_SENTENCES: Final[dict[type[Problem], str]] = {
    typed.NotANumber: "{entered} is not a number with a unit. Enter it like {example}.",
    typed.AmbiguousNumber: (
        "{entered} can be read as thousands or as decimals. "
        "Enter it without trailing zeros, or with a comma for thousands."
    ),
    typed.NumberOutOfRange: "{entered} has more digits than any dose. Check it and enter it again.",
    typed.NotAboveZero: "{entered} is not above zero. Enter an amount above zero.",
    typed.UnitMissing: "{entered} has no unit. Enter it with its unit, like {example}.",
    typed.UnitUnknown: "{entered} has the unit {unit}, which is not read here. Enter the amount in {allowed}.",
    typed.FieldMissing: "{field} is missing. Enter it, like {example}.",
    typed.FieldUnknown: "There is no field {field}. The fields are {known}.",
    typed.FieldNotText: "{field} has a value of the wrong kind. Enter {kind}.",
    typed.FieldTwice: "{field} stands twice on this line. Enter it once.",
    typed.FieldsTogether: "{first} and {second} do not go together. Enter one of them.",
    typed.LineUnreadable: "This line is not one JSON object. Write one calculation a line, in braces.",
    typed.ContainerUnreadable: "{entered} is not a container size. Enter it like 100 mg, or 100 mg in 10 mL.",
    typed.CountUnreadable: "{entered} does not say how many of which size. Enter it like 3 x 100 mg.",
    typed.DateUnreadable: "{entered} is not a date. Enter it like 23-Nov-2026.",
    typed.DateAmbiguous: "{entered} can be {readings}. Enter the one that is meant.",
    typed.DateOutOfRange: "{entered} is not between 2000 and 2099. Check the year.",
    typed.TimeUnreadable: "{entered} is not a time. Enter it by the 24-hour clock, like 14:05.",
    typed.MinutesUnreadable: "{entered} is not a number of minutes. Enter it like 30.",
    typed.IntervalUnreadable: "{entered} is not an interval. Enter it like 4 weeks, 84 days or 3 months.",
    typed.DoseNumberUnreadable: "{entered} is not the number of a dose. Enter a whole number from 1.",
    dose.WeightMissing: "{dose} is a dose for each kg, and no weight was entered. Enter the weight, like 72.4 kg.",
    dose.WeightOutOfRange: "{entered} is outside 2 to 650 kg. Check the weight and its unit.",
    dose.DoseInOtherUnit: (
        "{entered} does not fit here: this is measured in {measured_in}. Enter an amount in {measured_in}."
    ),
    dose.VolumeMissing: (
        "This drug is billed by volume, and {container} does not say how much that is. Enter it like 100 mg in 10 mL."
    ),
    dose.NoContainers: "No container size may be opened. Enter at least one, like 100 mg.",
    dose.TooManyContainers: (
        "This takes {count} containers, and no more than {most} are planned. Check the dose and its unit."
    ),
    dose.TooManySizes: (
        "These sizes can be combined in too many ways to compare. Enter fewer sizes, or what was opened."
    ),
    dose.GivenAboveDose: "{given} given is more than the dose, {dose}. Check both.",
    product.ProductUnknown: (
        "{entered} is no product in this catalogue. Enter one of {known}, or the drug by its billing unit."
    ),
    product.ProductAmbiguous: "{entered} names more than one product. Enter one of {candidates}.",
    product.CodeDisputed: (
        "{code} is {cms_drug} at CMS, but {document_drug} in the source document. "
        "Enter the drug, not the code: {candidates}."
    ),
    product.CodeUnreadable: "{entered} is not a HCPCS code. Enter a letter and four digits, like J2356.",
    product.CodeUnknown: "{code} is not in this catalogue. Check the code, or look it up at CMS.",
    product.CodeWithoutProduct: (
        "{code} is {drug}, which is not in this catalogue. Enter the drug by its billing unit and containers."
    ),
    product.UnitSizeDiffers: (
        "One billing unit of {code} is {catalogue}, not {entered}. Check the code, or enter the product by name."
    ),
    product.ScheduleUnknown: "{entered} is no schedule of this product. Enter one of {known}.",
    product.IntervalFixed: "{entered} is not what the label of {product} says: {label}. Leave the interval out.",
    product.PayerUnknown: "{entered} is no payer profile here. Enter one of {known}.",
    product.NdcUnreadable: (
        "{entered} is not an NDC or a barcode. Enter 11 digits, or the groups with hyphens as on the carton."
    ),
    product.NdcAmbiguous: "{entered} can be grouped in three ways. Enter the NDC with its hyphens as on the carton.",
    product.BarcodeUnusable: (
        "This barcode cannot be used: {reason}. Scan it again, or enter the NDC, lot and expiry from the carton."
    ),
    product.CatalogueInvalid: "The catalogue file {file} cannot be used: {field} {reason}.",
    files.FileUnreadable: "{name} cannot be used: {reason}.",
    product.NotACrosswalk: (
        "{name} is not a CMS NDC-HCPCS crosswalk: the column {missing} is missing. Choose the CSV file from CMS."
    ),
    claim.NothingToClaim: (
        "One of these doses has nothing to claim, or none was chosen. "
        "A dose that was voided, copied from another record or not bought by the site has no claim."
    ),
    claim.ClaimStopped: (
        "The claim is stopped by {rules}. Settle the finding, or ask a lead to override it with a reason."
    ),
    claim.ClaimOutOfBalance: (
        "The claim lines do not agree with the units given and discarded. Amend the dose before it is claimed."
    ),
    claim.ClaimIncomplete: "There is no {missing} on file. Enter what is missing, then export again.",
    claim.ClaimValueUnusable: "The {what} cannot stand on a claim: it {reason}. Correct it, then export again.",
    importing.ImportUnreadable: "This file cannot be imported because {reason}. Nothing was imported.",
    importing.ColumnUnknown: (
        "{entered} is not a column that is read here. Take it out, or name it as the log's export does."
    ),
    importing.ColumnTwice: "The column {column} stands there twice. Keep one of them.",
    importing.ColumnMissing: "The file has no column {missing}. Add what is missing.",
    importing.CellsTooMany: (
        "This row has {cells} cells, and the heading has {columns}. Check its commas and quotation marks."
    ),
    importing.CellUnreadable: "The {what} cannot be read: it {reason}. Correct it in the file.",
    importing.AmountsDiffer: (
        "Opened is not given, discarded, kept and not infused together. Correct the amounts in the file."
    ),
    importing.RowTwice: "This stands in the file twice. Keep one of them; chart a second dose of one day by hand.",
    importing.OtherPersonsNumber: (
        "The record number {entered} is somebody else's. Check the number, names and birth date."
    ),
    importing.RowsRefused: (
        "{count} rows cannot be used, the first in place {place}. Nothing was imported. Correct them, then try again."
    ),
    importing.NothingToImport: "Everything in this file is in the log already. Nothing was imported.",
    files.DocumentFailed: "The {template} could not be made: {reason}. Nothing was saved or printed.",
    printing.PrintingOff: (
        "Nothing was printed: the print system of this computer does not answer. "
        "Start it, then print again, or save the page as PDF."
    ),
    printing.NoPrinter: (
        "Nothing was printed: this computer has no printer. Set one up in the system, or save the page as PDF."
    ),
    printing.PrinterNotChosen: "Choose the printer for this kind of page. It is remembered.",
    printing.PrinterGone: (
        "Nothing was printed: {name} is no longer among the printers of this computer. Choose another printer."
    ),
    printing.PrinterPaused: (
        "Nothing was printed: {name} is paused or takes no pages. Start it in the system, or choose another printer."
    ),
    printing.PrinterRefused: (
        "{name} did not take the pages. Look at the printer, then print again, or save the page as PDF."
    ),
    printing.LogoTooLarge: "The logo has {size} bytes, and {most} is the most. Choose a smaller picture.",
    log.LogMissing: "There is no patient log in this data folder yet. Set one up first.",
    log.LogExists: "There is a patient log already. Nothing is made over it.",
    log.LogInUse: "The patient log is open in another window of this computer. Close that window, then try again.",
    log.LogKeyWrong: (
        "The key does not open the patient log, so its file and its keys do not belong together. Nothing was changed."
    ),
    log.LogDamaged: (
        "The patient log cannot be read: {where}. Nothing was changed. Restore the newest backup, and keep this folder."
    ),
    log.LogNotEncrypted: "The patient log stays closed: {reason}. Nothing is written without encryption.",
    log.LogFromNewerVersion: "A newer version of this program wrote the patient log. Install that version.",
    log.LogNotWritten: (
        "This could not be saved: {reason}. Nothing was lost, and what you entered is still here. "
        "Put that right, then save again."
    ),
    log.AnchorNotWritten: (
        "Everything is saved in the log; do not enter it again. Only its fingerprint could not be kept outside yet: "
        "{reason}. Put that right; the next entry tries again."
    ),
    log.AnchorNotBegun: "The new anchor could not be begun: {reason}. The fault stays. Put that right, then try again.",
    log.LogNotWhole: "Signing is stopped: entry {sequence} of the log {what}. Tell the administrator; reading goes on.",
    log.LogIsWhole: "The log agrees with its anchor. A new anchor is not needed, and none was begun.",
    log.LogLocked: "The workstation is locked. Sign in again.",
    people.NotRepeated: "The two are not the same. Enter both again.",
    people.SignInRefused: (
        "The user name and the password do not fit together. Check both, and whether Caps Lock is on."
    ),
    people.SignInDelayed: "Signing in failed too often. Wait {wait}, then try again.",
    people.SetUpUnfinished: (
        "The set-up was begun here and not finished. Start it again with the same user name and password."
    ),
    people.RecoveryKeyMisread: (
        "This is not a whole recovery key: a character is wrong or left out. Compare it with the paper, group by group."
    ),
    people.RecoveryKeyWrong: (
        "This recovery key does not open this log. Check that it is this workstation's key, and the newest one."
    ),
    people.NotAllowed: "You may not {right}. Ask an administrator of this workstation.",
    people.PasswordChangeDue: "Somebody else chose your password. Choose your own before you go on.",
    people.PasswordTooShort: "A password has {least} characters or more. Enter a longer one, such as a few words.",
    people.PasswordTooLong: "A password has {most} characters or fewer. Enter a shorter one.",
    people.PasswordRepeats: "This password is one character over and over. Enter another one, such as a few words.",
    people.PasswordHoldsUser: "This password has the user name in it. Enter another one, such as a few words.",
    people.PasswordNotNew: "This is the password that you have. Enter another one.",
    people.PinUnreadable: "A PIN has {least} to {most} digits and nothing else. Enter it again.",
    people.PinTooEasy: "This PIN is one digit over and over, or a run like 1234. Enter another one.",
    people.PinMissing: "{name} has no PIN yet. It is chosen after signing in, with the password.",
    people.PinWrong: "This PIN is not right. After {most} wrong ones in a row the workstation locks.",
    people.PinDelayed: "The PIN was wrong too often. Wait {wait}, then try again.",
    people.PinLocked: (
        "The PIN was wrong {most} times in a row, so the workstation is locked. Sign in with your password."
    ),
    people.WitnessUnknown: (
        "{entered} is no active account here. Enter the user name of the person who saw the discard."
    ),
    people.WitnessNotAllowed: "{name} may not witness a discard. Ask a nurse who saw it.",
    people.WitnessIsSigner: "Nobody witnesses their own discard. Ask another person who saw it.",
    people.LeadUnknown: "{entered} is no active account here. Enter the user name of the lead who overrides.",
    people.LeadNotAllowed: "{name} may not override a finding. Ask a lead nurse or pharmacist.",
    people.UserUnusable: (
        "{entered} cannot be a user name. Enter {least} to {most} letters and digits; dots and hyphens may be between."
    ),
    people.UserTaken: "{entered} is the user name of another account. Enter another one.",
    people.RolesMissing: "This account has no role. Choose at least one.",
    people.NoAdministrator: (
        "No active account would be an administrator any more. Make another person an administrator first."
    ),
    people.AccountUnknown: "There is no such account here. Check the user name.",
    people.AccountNotActive: "The account of {name} is deactivated. Reactivate it first.",
    people.OwnAccount: "You are signed in with this account. Ask another administrator to deactivate it.",
    log.AnchorsInDataFolder: (
        "The folder of the anchors lies inside the data folder, where it would be lost or put back together with it. "
        "Name another folder for one of them."
    ),
    backup.BackupNotMade: "The backup was not made: {reason}. The log and every older backup are as they were.",
    backup.NotABackup: "{name} is not a backup of this program. Choose another file.",
    backup.BackupDamaged: (
        "The backup {name} is damaged and cannot be restored. Nothing was changed. Choose another one."
    ),
    backup.BackupOfOtherLog: "{name} is a backup of another log than the one here. Nothing was changed.",
    backup.BackupFromNewerVersion: "A newer version of this program made the backup {name}. Install that version.",
    backup.RestoreLosesEntries: (
        "{count} newer entries of the log here are not in the backup, so nothing was changed. "
        "Make a backup of it first, or ask again to replace it all the same."
    ),
    backup.RestoreReplacesUnreadable: (
        "The log here cannot be read, so nobody knows what it has beyond the backup, and nothing was changed. "
        "Ask again to replace it all the same; it is kept aside."
    ),
    files.ExportUnencrypted: (
        "An export is not encrypted: whoever gets the file can read the patients in it. Confirm that you know this."
    ),
    files.RecordsNotDue: "A calendar holds due dates, not records. Export it without choosing records.",
    charting.PatientIdUnknown: (
        "There is no patient with this id in the log. Enter the log's own id, not a name or a record number."
    ),
    charting.PatientNeeded: "A FHIR bundle is of one patient. Name the patient by the log's own id.",
    people.CredentialsMissing: (
        "User and password are missing. Enter them on a terminal, "
        "or the user on the first and the password on the second line of standard input with --credentials-stdin."
    ),
    people.UsersDiffer: "The two user names are not the same. Enter the same one twice.",
    charting.ReasonMissing: "A reason is missing. Write why {why}.",
    charting.NotInLog: "This {what} is not in the log. Open the patient again and choose from there.",
    charting.NothingChanged: "Nothing was changed, so there is nothing to keep.",
    charting.DateInFuture: "{day} is after today. Check the date.",
    charting.BirthDateOutOfRange: "{entered} is not between 1900 and today. Check the year.",
    charting.OutOfOrder: "{first} is after {second}. Check both.",
    charting.RecordNumberTaken: "{entered} is another patient's record number. Open that patient, or check the number.",
    charting.PatientMaybeKnown: (
        "A patient with this birth date and nearly this name is here already. Open that patient, or confirm that this "
        "is somebody else."
    ),
    typed.NpiUnreadable: (
        "{entered} is not an NPI, which has 10 digits, the last of them to check the others. Copy it again."
    ),
    typed.DiagnosisUnreadable: "{entered} is not an ICD-10-CM code. Enter it like J45.50.",
    charting.OrderEnded: "This order has ended. Write a new one.",
    dose.RoundedToNothing: (
        "Rounded as the order says, to multiples of {step}, a dose of {dose} would be nothing. Ask the prescriber."
    ),
    charting.OfOtherPatient: "This belongs to another patient. Check which patient is open.",
    charting.OrderForOtherDrug: (
        "The order is for {ordered}, and {charted} was charted. Choose the order for that drug, or chart without one."
    ),
    charting.GivenAboveOpened: (
        "{given} given is more than was opened, {opened}. Enter what was really given, or everything that was opened."
    ),
    charting.ContainersDiffer: (
        "{charted} were charted with their lots, and {opened} were opened. Chart the lot of each container, or correct "
        "what was opened."
    ),
    charting.ContentsDiffer: (
        "The containers charted hold {charted}, and {opened} was opened. Chart each container that was opened."
    ),
    charting.TimeInFuture: "{field} is later than now. Check the time.",
    charting.StartOnOtherDay: "The start is on {started}, and the day given is {given_on}. Check both.",
    charting.DoseAlreadyRecorded: "This dose is in the log already. Open the patient to see it.",
    charting.DoseWasVoided: "This record was voided. Chart the dose anew if it was given.",
    charting.DraftAbandoned: "This administration was abandoned. Prepare a new one if the dose was given.",
    charting.DraftStarted: "This administration was started already.",
    charting.NotConfirmed: "Nothing is signed yet. Confirm that {what}.",
    charting.DiscardNotCharted: "{discarded} was discarded. Enter why, how and when.",
    charting.NothingDiscarded: "Nothing was discarded. Leave the discard out, or correct what was opened.",
    charting.DiscardShared: (
        "Confirm that the rest was not given to any other patient. If it was, it is not discarded drug: ask the lead "
        "nurse or pharmacist."
    ),
    charting.WitnessMissing: (
        "This site asks for a second person who saw the discard. Have that person sign, or write why there was nobody."
    ),
    charting.HoldsUnanswered: (
        "Something holds care and has no reason yet: {count} in the list. "
        "Put it right, or write under each why the work goes on."
    ),
    typed.SiteNumberUnreadable: "{entered} is not {what}. Enter it like {example}.",
    typed.CountOutsideLimits: "{entered} is not from {least} to {most} {noun}. Enter a number from {least} to {most}.",
    typed.WeekdayUnreadable: "{entered} is not a weekday. Enter it like Saturday.",
    site.ModifierUnreadable: "{entered} is not a modifier, which has two letters or digits. Enter it like TB.",
    site.PayerNameTaken: "{entered} is a payer profile already. Change that one, or enter another name.",
    site.OverrideIsCmsCode: (
        "{code} is what CMS bills for {product}. Enter the code that the payer wants, or leave it empty."
    ),
    site.RuleUnreadable: "{entered} is not a rule about one product. Enter it like {example}.",
    site.LotTwice: "Lot {entered} is on the recall list already.",
    charting.AlwaysClosed: "The site would be closed on all seven days. Leave at least one day open.",
    scanned.OtherDrugScanned: "This is {scanned}, but {wanted} is to be given. Nothing was changed.",
    scanned.ExpiredScanned: (
        "This {scanned} expired on {expiry}, so nothing was filled in. Take another one. "
        "If it was given, enter its lot and expiry by hand."
    ),
    scanned.DoseNotAnswered: (
        "The package is right, but its lot was not kept: the dose has no answer yet. "
        "Complete the dose, then scan again."
    ),
    scanned.NotAmongOpened: (
        "NDC {ndc} is none of the containers that this dose opens. If it was opened, enter it under Really opened, "
        "then scan again."
    ),
    scanned.AllScanned: (
        "Every container of NDC {ndc} that this dose opens is charted already. "
        "If one more was opened, enter that under Really opened, then scan again."
    ),
    scanned.ScannedTwice: "This very package was scanned for this dose before. Scan the next one.",
    site.PackageUnreadable: (
        "{entered} is not a package. Enter NDC, content and vial, syringe, pen or autoinjector, "
        "like 72606-0030-01 150 mg in 1 mL syringe."
    ),
    site.PackageWithoutVolume: (
        "NDC {ndc} has no volume, and the drug is billed or counted by it. Enter it like 150 mg in 1 mL."
    ),
    site.NdcTwice: "NDC {ndc} stands twice. Each package has its own.",
    site.NdcOfOther: "NDC {ndc} is a package of {product}. Check the carton.",
    site.DrugNameTaken: "{entered} is a name of {product} here. Choose that drug, or enter another name.",
    site.CodeOfOther: "{code} is the code of {drug} at CMS. Enter the code of this drug.",
    site.DrugRetired: "{name} is not used any more at this site. Choose another drug.",
    typed.DollarsUnreadable: "{entered} is not an amount in dollars and cents. Enter it like 25.50.",
}
# What is said where only one is counted.
_SENTENCES_OF_ONE: Final[dict[type[Problem], str]] = {
    importing.RowsRefused: (
        "{count} row cannot be used, in place {place}. Nothing was imported. Correct it, then try again."
    ),
    backup.RestoreLosesEntries: (
        "{count} newer entry of the log here is not in the backup, so nothing was changed. "
        "Make a backup of it first, or ask again to replace it all the same."
    ),
}

# What the fields of the command line and of the log are called in a sentence.
_FIELD_NAMES: Final = {
    "product": "The product",
    "billing_unit": "The billing unit",
    "hcpcs": "The HCPCS code",
    "dose": "The dose",
    "container": "The container size",
    "opened": "What was opened",
    "multi_dose": "Multi-dose",
    "given_on": "The day given",
    "dose_number": "The dose number",
    "authorization": "The authorization number",
    "answer": "What the chart says",
    "born": "The birth date",
    "city": "The city",
    "discarded_at": "The time of the discard",
    "drug_name": "The name of the drug",
    "expires_on": "The last day of the order",
    "family": "The family name",
    "given_name": "The given name",
    "first": "The first day",
    "identifier": "The record number",
    "insured_family": "The family name of the insured person",
    "insured_given": "The given name of the insured person",
    "last": "The last day",
    "member_id": "The member number",
    "method": "How it was discarded",
    "ordered_on": "The day of the order",
    "override_reason": "Why that code is billed",
    "payer": "The payer",
    "brand": "The brand",
    "generic": "The generic name",
    "drug_source": "Where this was read",
    "package1": "The package",
    "route": "How it is given",
    "rest": "What happens to the rest",
    "ndc_unit": "What a claim counts",
    "postal_code": "The ZIP code",
    "prescriber": "The prescriber",
    "relation": "Who the insured person is",
    "rounding_step": "What is rounded to",
    "rounding_way": "Which way to round",
    "sex": "The sex",
    "source": "Where the rules are written",
    "lot": "The lot",
    "signed_on": "The day on which the order was signed",
    "site_name": "The site's name",
    "started_at": "The start",
    "starts_on": "The first day of the order",
    "state": "The state",
    "stopped_at": "The end",
    "street": "The street",
    "waste": "What is wanted of what was discarded",
    "weight_on": "The day of the weight",
}
_COUNTED: Final = {"charted", "opened"}
_NAMES_OF_FIELDS: Final = {"field", "first", "second"}
# What a person typed is shown short; what we say ourselves is shown whole.
_TYPED: Final = {"entered", "unit", "field", "first", "second", "container", "dose", "given", "code", "name"}


def sentence(problem: Problem) -> str:
    """Say what cannot be used and what to enter; at most three short sentences."""
    values = {field.name: _shown(field.name, getattr(problem, field.name)) for field in fields(problem)}  # type: ignore[arg-type]
    of_one = _SENTENCES_OF_ONE if getattr(problem, "count", None) == 1 else {}
    said = (_SENTENCES | of_one)[type(problem)].format_map(values)
    if not str(getattr(problem, "entered", "something")).strip():
        return f"Nothing was entered. {said.partition('. ')[2]}"
    return said


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        if name in _COUNTED:
            return " and ".join(f"{count:,} × {write_amount(size)}" for count, size in value)
        return _either([_plain(str(item)) for item in value])
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, timedelta):
        return _duration(value)
    if not isinstance(value, str):
        value = write_date(value) if isinstance(value, date) else write_amount(cast("Measured", value))
    if name == "template":
        value = value.replace("_", " ")
    text = _short(str(value)) if name in _TYPED else _plain(str(value))
    if name in _NAMES_OF_FIELDS:
        named = _FIELD_NAMES.get(text, text)
        return named if name != "second" else f"{named[:1].lower()}{named[1:]}"
    return f"“{text}”" if name == "entered" else text


def _duration(wait: timedelta) -> str:
    """Say a wait in whole seconds, from a minute on in whole minutes, never shorter than it is."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    count, unit = (seconds, "second") if seconds < _MINUTE else (-(-seconds // _MINUTE), "minute")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _short(text: str) -> str:
    return _plain(text) if len(text) <= _LONGEST_ECHO else f"{_plain(text[:_LONGEST_ECHO])}…"


def printable(text: str) -> str:
    """Give a text without what moves a cursor or breaks a line, cut where no sentence is that long."""
    return _plain(text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…")


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _either(items: list[str]) -> str:
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} or {items[-1]}"
