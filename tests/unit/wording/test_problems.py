"""Every problem says in plain words what was entered and what to enter."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest

from j3032calc.domain import problems
from j3032calc.domain.problems import (
    Problem,
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
    scanning,
    site,
    typed,
)
from j3032calc.domain.quantities import Mass
from j3032calc.domain.reasons import Confirmed, Why
from j3032calc.wording.problems import printable, sentence

# One of each kind, with its whole sentence, written by hand.
CASES: list[tuple[Problem, str]] = [
    (
        scanning.OtherDrugScanned("reslizumab (Cinqair)", "tezepelumab-ekko (Tezspire)"),
        "This is reslizumab (Cinqair), but tezepelumab-ekko (Tezspire) is to be given. Nothing was changed.",
    ),
    (
        scanning.ExpiredScanned("reslizumab (Cinqair)", date(2026, 11, 22)),
        (
            "This reslizumab (Cinqair) expired on 22-Nov-2026, so nothing was filled in. Take another one. "
            "If it was given, enter its lot and expiry by hand."
        ),
    ),
    (
        scanning.DoseNotAnswered(),
        (
            "The package is right, but its lot was not kept: the dose has no answer yet. "
            "Complete the dose, then scan again."
        ),
    ),
    (
        scanning.NotAmongOpened("55513-0112-01"),
        (
            "NDC 55513-0112-01 is none of the containers that this dose opens. "
            "If it was opened, enter it under Really opened, then scan again."
        ),
    ),
    (
        scanning.AllScanned("55513-0112-01"),
        (
            "Every container of NDC 55513-0112-01 that this dose opens is charted already. "
            "If one more was opened, enter that under Really opened, then scan again."
        ),
    ),
    (scanning.ScannedTwice(), "This very package was scanned for this dose before. Scan the next one."),
    (typed.NotANumber("abc", "210 mg"), "“abc” is not a number with a unit. Enter it like 210 mg."),
    (
        typed.AmbiguousNumber("1.000 mg"),
        (
            "“1.000 mg” can be read as thousands or as decimals. "
            "Enter it without trailing zeros, or with a comma for thousands."
        ),
    ),
    (
        typed.NumberOutOfRange("1234567890 mg"),
        "“1234567890 mg” has more digits than any dose. Check it and enter it again.",
    ),
    (typed.NotAboveZero("0 mg"), "“0 mg” is not above zero. Enter an amount above zero."),
    (typed.UnitMissing("350", "210 mg"), "“350” has no unit. Enter it with its unit, like 210 mg."),
    (
        typed.UnitUnknown("350 U", "U", ("mg", "units")),
        "“350 U” has the unit U, which is not read here. Enter the amount in mg or units.",
    ),
    (typed.FieldMissing("dose", "210 mg"), "The dose is missing. Enter it, like 210 mg."),
    (typed.FieldUnknown("colour", ("dose", "weight")), "There is no field colour. The fields are dose or weight."),
    (
        typed.FieldNotText("weight", "text in quotation marks"),
        "weight has a value of the wrong kind. Enter text in quotation marks.",
    ),
    (typed.FieldTwice("given_on"), "The day given stands twice on this line. Enter it once."),
    (
        typed.FieldsTogether("product", "hcpcs"),
        "The product and the HCPCS code do not go together. Enter one of them.",
    ),
    (typed.LineUnreadable(), "This line is not one JSON object. Write one calculation a line, in braces."),
    (
        typed.ContainerUnreadable("100 mg in 5 mg"),
        "“100 mg in 5 mg” is not a container size. Enter it like 100 mg, or 100 mg in 10 mL.",
    ),
    (typed.CountUnreadable("100 mg"), "“100 mg” does not say how many of which size. Enter it like 3 x 100 mg."),
    (typed.DateUnreadable("today"), "“today” is not a date. Enter it like 23-Nov-2026."),
    (
        typed.DateAmbiguous("05/04/2026", ("05-Apr-2026", "04-May-2026")),
        "“05/04/2026” can be 05-Apr-2026 or 04-May-2026. Enter the one that is meant.",
    ),
    (typed.DateOutOfRange("1926-11-23"), "“1926-11-23” is not between 2000 and 2099. Check the year."),
    (
        typed.IntervalUnreadable("q4w"),
        "“q4w” is not an interval. Enter it like 4 weeks, 84 days or 3 months.",
    ),
    (typed.TimeUnreadable("2 pm"), "“2 pm” is not a time. Enter it by the 24-hour clock, like 14:05."),
    (typed.MinutesUnreadable("a while"), "“a while” is not a number of minutes. Enter it like 30."),
    (typed.DoseNumberUnreadable("0"), "“0” is not the number of a dose. Enter a whole number from 1."),
    (
        dose.WeightMissing("3 mg/kg"),
        "3 mg/kg is a dose for each kg, and no weight was entered. Enter the weight, like 72.4 kg.",
    ),
    (dose.WeightOutOfRange("700 kg"), "“700 kg” is outside 2 to 650 kg. Check the weight and its unit."),
    (
        dose.DoseInOtherUnit("5 mL", "mg"),
        "“5 mL” does not fit here: this is measured in mg. Enter an amount in mg.",
    ),
    (
        dose.VolumeMissing("100 mg"),
        "This drug is billed by volume, and 100 mg does not say how much that is. Enter it like 100 mg in 10 mL.",
    ),
    (dose.NoContainers(), "No container size may be opened. Enter at least one, like 100 mg."),
    (
        dose.TooManyContainers(2100, 1000),
        "This takes 2,100 containers, and no more than 1,000 are planned. Check the dose and its unit.",
    ),
    (
        dose.TooManySizes(),
        "These sizes can be combined in too many ways to compare. Enter fewer sizes, or what was opened.",
    ),
    (dose.GivenAboveDose("220 mg", "210 mg"), "220 mg given is more than the dose, 210 mg. Check both."),
    (
        product.ProductUnknown("tezpire", ("tezspire", "vyepti")),
        "“tezpire” is no product in this catalogue. Enter one of tezspire or vyepti, or the drug by its billing unit.",
    ),
    (product.ProductAmbiguous("mab", ("a", "b", "c")), "“mab” names more than one product. Enter one of a, b or c."),
    (
        product.CodeDisputed("J3032", "eptinezumab-jjmr", "Tezspire", ("Vyepti", "Tezspire")),
        (
            "J3032 is eptinezumab-jjmr at CMS, but Tezspire in the source document. "
            "Enter the drug, not the code: Vyepti or Tezspire."
        ),
    ),
    (product.CodeUnreadable("J30"), "“J30” is not a HCPCS code. Enter a letter and four digits, like J2356."),
    (product.CodeUnknown("J9999"), "J9999 is not in this catalogue. Check the code, or look it up at CMS."),
    (
        product.CodeWithoutProduct("Q5154", "omlyclo"),
        "Q5154 is omlyclo, which is not in this catalogue. Enter the drug by its billing unit and containers.",
    ),
    (
        product.UnitSizeDiffers("J2357", "1 mg", "5 mg"),
        "One billing unit of J2357 is 5 mg, not “1 mg”. Check the code, or enter the product by name.",
    ),
    (
        product.ScheduleUnknown("gout", ("asthma",)),
        "“gout” is no schedule of this product. Enter one of asthma.",
    ),
    (
        product.IntervalFixed("2 weeks", "tezepelumab-ekko (Tezspire)", "every 4 weeks"),
        "“2 weeks” is not what the label of tezepelumab-ekko (Tezspire) says: every 4 weeks. Leave the interval out.",
    ),
    (
        product.PayerUnknown("aetna", ("medicare-part-b",)),
        "“aetna” is no payer profile here. Enter one of medicare-part-b.",
    ),
    (
        product.NdcUnreadable("12"),
        "“12” is not an NDC or a barcode. Enter 11 digits, or the groups with hyphens as on the carton.",
    ),
    (
        product.NdcAmbiguous("1234567890"),
        "“1234567890” can be grouped in three ways. Enter the NDC with its hyphens as on the carton.",
    ),
    (
        product.BarcodeUnusable("its expiry is not a date"),
        (
            "This barcode cannot be used: its expiry is not a date. "
            "Scan it again, or enter the NDC, lot and expiry from the carton."
        ),
    ),
    (
        product.CatalogueInvalid("tezspire.toml", "code.hcpcs", "is missing"),
        "The catalogue file tezspire.toml cannot be used: code.hcpcs is missing.",
    ),
    (files.FileUnreadable("a.csv", "there is no such file"), "a.csv cannot be used: there is no such file."),
    (
        product.NotACrosswalk("a.csv", ("NDC",)),
        "a.csv is not a CMS NDC-HCPCS crosswalk: the column NDC is missing. Choose the CSV file from CMS.",
    ),
    (
        claim.NothingToClaim(),
        (
            "One of these doses has nothing to claim, or none was chosen. "
            "A dose that was voided, copied from another record or not bought by the site has no claim."
        ),
    ),
    (
        claim.ClaimStopped(("R-06", "R-08")),
        "The claim is stopped by R-06 or R-08. Settle the finding, or ask a lead to override it with a reason.",
    ),
    (
        claim.ClaimOutOfBalance(),
        "The claim lines do not agree with the units given and discarded. Amend the dose before it is claimed.",
    ),
    (
        claim.ClaimIncomplete(("NPI of the site", "diagnosis")),
        "There is no NPI of the site or diagnosis on file. Enter what is missing, then export again.",
    ),
    (
        claim.ClaimValueUnusable("NPI of the site", "has a wrong check digit"),
        "The NPI of the site cannot stand on a claim: it has a wrong check digit. Correct it, then export again.",
    ),
    (
        importing.ImportUnreadable("it is not saved as UTF-8"),
        "This file cannot be imported because it is not saved as UTF-8. Nothing was imported.",
    ),
    (
        importing.ColumnUnknown("colour"),
        "“colour” is not a column that is read here. Take it out, or name it as the log's export does.",
    ),
    (importing.ColumnTwice("born"), "The column born stands there twice. Keep one of them."),
    (importing.ColumnMissing(("born", "sex")), "The file has no column born or sex. Add what is missing."),
    (
        importing.CellsTooMany(7, 5),
        "This row has 7 cells, and the heading has 5. Check its commas and quotation marks.",
    ),
    (
        importing.CellUnreadable("sex", "is none of female, male"),
        "The sex cannot be read: it is none of female, male. Correct it in the file.",
    ),
    (
        importing.AmountsDiffer(),
        "Opened is not given, discarded, kept and not infused together. Correct the amounts in the file.",
    ),
    (importing.RowTwice(), "This stands in the file twice. Keep one of them; chart a second dose of one day by hand."),
    (
        importing.OtherPersonsNumber("12-345"),
        "The record number “12-345” is somebody else's. Check the number, names and birth date.",
    ),
    (
        importing.RowsRefused(3, 17),
        "3 rows cannot be used, the first in place 17. Nothing was imported. Correct them, then try again.",
    ),
    (
        importing.RowsRefused(1, 17),
        "1 row cannot be used, in place 17. Nothing was imported. Correct it, then try again.",
    ),
    (importing.NothingToImport(), "Everything in this file is in the log already. Nothing was imported."),
    (
        files.DocumentFailed("calculation_sheet", "font missing"),
        "The calculation sheet could not be made: font missing. Nothing was saved or printed.",
    ),
    (
        printing.PrintingOff(),
        (
            "Nothing was printed: the print system of this computer does not answer. "
            "Start it, then print again, or save the page as PDF."
        ),
    ),
    (
        printing.NoPrinter(),
        "Nothing was printed: this computer has no printer. Set one up in the system, or save the page as PDF.",
    ),
    (printing.PrinterNotChosen(), "Choose the printer for this kind of page. It is remembered."),
    (
        printing.PrinterGone("front desk"),
        "Nothing was printed: front desk is no longer among the printers of this computer. Choose another printer.",
    ),
    (
        printing.PrinterPaused("front desk"),
        (
            "Nothing was printed: front desk is paused or takes no pages. "
            "Start it in the system, or choose another printer."
        ),
    ),
    (
        printing.PrinterRefused("front desk"),
        "front desk did not take the pages. Look at the printer, then print again, or save the page as PDF.",
    ),
    (
        printing.LogoTooLarge(300_000, 200_000),
        "The logo has 300,000 bytes, and 200,000 is the most. Choose a smaller picture.",
    ),
    (
        people.SignInRefused(),
        "The user name and the password do not fit together. Check both, and whether Caps Lock is on.",
    ),
    (people.SignInDelayed(timedelta(seconds=4)), "Signing in failed too often. Wait 4 seconds, then try again."),
    (
        people.SetUpUnfinished(),
        "The set-up was begun here and not finished. Start it again with the same user name and password.",
    ),
    (
        people.RecoveryKeyMisread(),
        (
            "This is not a whole recovery key: a character is wrong or left out. "
            "Compare it with the paper, group by group."
        ),
    ),
    (
        people.RecoveryKeyWrong(),
        "This recovery key does not open this log. Check that it is this workstation's key, and the newest one.",
    ),
    (
        people.NotAllowed("chart patients, orders and doses"),
        "You may not chart patients, orders and doses. Ask an administrator of this workstation.",
    ),
    (people.PasswordChangeDue(), "Somebody else chose your password. Choose your own before you go on."),
    (
        people.PasswordTooShort(12),
        "A password has 12 characters or more. Enter a longer one, such as a few words.",
    ),
    (people.PasswordTooLong(256), "A password has 256 characters or fewer. Enter a shorter one."),
    (
        people.PasswordRepeats(),
        "This password is one character over and over. Enter another one, such as a few words.",
    ),
    (people.PasswordHoldsUser(), "This password has the user name in it. Enter another one, such as a few words."),
    (people.PasswordNotNew(), "This is the password that you have. Enter another one."),
    (people.PinUnreadable(4, 8), "A PIN has 4 to 8 digits and nothing else. Enter it again."),
    (people.PinTooEasy(), "This PIN is one digit over and over, or a run like 1234. Enter another one."),
    (people.PinMissing("Ana Ruiz"), "Ana Ruiz has no PIN yet. It is chosen after signing in, with the password."),
    (people.PinWrong(5), "This PIN is not right. After 5 wrong ones in a row the workstation locks."),
    (people.PinDelayed(timedelta(minutes=5)), "The PIN was wrong too often. Wait 5 minutes, then try again."),
    (
        people.PinLocked(5),
        "The PIN was wrong 5 times in a row, so the workstation is locked. Sign in with your password.",
    ),
    (
        people.WitnessUnknown("bo"),
        "“bo” is no active account here. Enter the user name of the person who saw the discard.",
    ),
    (people.WitnessNotAllowed("Bo Lind"), "Bo Lind may not witness a discard. Ask a nurse who saw it."),
    (people.WitnessIsSigner(), "Nobody witnesses their own discard. Ask another person who saw it."),
    (
        people.UserUnusable("a b", 3, 40),
        "“a b” cannot be a user name. Enter 3 to 40 letters and digits; dots and hyphens may be between.",
    ),
    (people.UserTaken("ana"), "“ana” is the user name of another account. Enter another one."),
    (people.RolesMissing(), "This account has no role. Choose at least one."),
    (
        people.NoAdministrator(),
        "No active account would be an administrator any more. Make another person an administrator first.",
    ),
    (people.AccountUnknown(), "There is no such account here. Check the user name."),
    (people.AccountNotActive("Bo Lind"), "The account of Bo Lind is deactivated. Reactivate it first."),
    (people.OwnAccount(), "You are signed in with this account. Ask another administrator to deactivate it."),
    (log.LogMissing(), "There is no patient log in this data folder yet. Set one up first."),
    (log.LogExists(), "There is a patient log already. Nothing is made over it."),
    (
        log.LogInUse(),
        "The patient log is open in another window of this computer. Close that window, then try again.",
    ),
    (
        log.LogKeyWrong(),
        (
            "The key does not open the patient log, so its file and its keys do not belong together. "
            "Nothing was changed."
        ),
    ),
    (
        log.LogDamaged("a page of the file cannot be read"),
        (
            "The patient log cannot be read: a page of the file cannot be read. Nothing was changed. "
            "Restore the newest backup, and keep this folder."
        ),
    ),
    (
        log.LogNotEncrypted("its file is not encrypted"),
        "The patient log stays closed: its file is not encrypted. Nothing is written without encryption.",
    ),
    (
        log.LogFromNewerVersion(),
        "A newer version of this program wrote the patient log. Install that version.",
    ),
    (
        log.LogNotWritten("the disk is full"),
        (
            "This could not be saved: the disk is full. Nothing was lost, and what you entered is still here. "
            "Put that right, then save again."
        ),
    ),
    (
        log.AnchorNotWritten("the disk is full"),
        (
            "Everything is saved in the log; do not enter it again. Only its fingerprint could not be kept outside "
            "yet: the disk is full. Put that right; the next entry tries again."
        ),
    ),
    (
        log.AnchorNotBegun("the disk is full"),
        "The new anchor could not be begun: the disk is full. The fault stays. Put that right, then try again.",
    ),
    (
        log.LogNotWhole(1234, "was changed after it was written"),
        (
            "Signing is stopped: entry 1,234 of the log was changed after it was written. "
            "Tell the administrator; reading goes on."
        ),
    ),
    (log.LogIsWhole(), "The log agrees with its anchor. A new anchor is not needed, and none was begun."),
    (log.LogLocked(), "The workstation is locked. Sign in again."),
    (people.NotRepeated(), "The two are not the same. Enter both again."),
    (
        log.AnchorsInDataFolder(),
        (
            "The folder of the anchors lies inside the data folder, where it would be lost or put back together "
            "with it. Name another folder for one of them."
        ),
    ),
    (
        backup.BackupNotMade("the disk is full"),
        "The backup was not made: the disk is full. The log and every older backup are as they were.",
    ),
    (backup.NotABackup("letter.txt"), "letter.txt is not a backup of this program. Choose another file."),
    (
        backup.BackupDamaged("monday.backup"),
        "The backup monday.backup is damaged and cannot be restored. Nothing was changed. Choose another one.",
    ),
    (
        backup.BackupOfOtherLog("monday.backup"),
        "monday.backup is a backup of another log than the one here. Nothing was changed.",
    ),
    (
        backup.BackupFromNewerVersion("monday.backup"),
        "A newer version of this program made the backup monday.backup. Install that version.",
    ),
    (
        backup.RestoreLosesEntries(1),
        (
            "1 newer entry of the log here is not in the backup, so nothing was changed. "
            "Make a backup of it first, or ask again to replace it all the same."
        ),
    ),
    (
        backup.RestoreLosesEntries(1234),
        (
            "1,234 newer entries of the log here are not in the backup, so nothing was changed. "
            "Make a backup of it first, or ask again to replace it all the same."
        ),
    ),
    (
        backup.RestoreReplacesUnreadable(),
        (
            "The log here cannot be read, so nobody knows what it has beyond the backup, and nothing was changed. "
            "Ask again to replace it all the same; it is kept aside."
        ),
    ),
    (
        files.RecordsNotDue(),
        "A calendar holds due dates, not records. Export it without choosing records.",
    ),
    (
        files.ExportUnencrypted(),
        ("An export is not encrypted: whoever gets the file can read the patients in it. Confirm that you know this."),
    ),
    (
        charting.PatientIdUnknown(),
        "There is no patient with this id in the log. Enter the log's own id, not a name or a record number.",
    ),
    (typed.TimeUnreadable("2 pm"), "“2 pm” is not a time. Enter it by the 24-hour clock, like 14:05."),
    (typed.MinutesUnreadable("long"), "“long” is not a number of minutes. Enter it like 30."),
    (charting.PatientNeeded(), "A FHIR bundle is of one patient. Name the patient by the log's own id."),
    (
        people.CredentialsMissing(),
        (
            "User and password are missing. Enter them on a terminal, or the user on the first and the password on "
            "the second line of standard input with --credentials-stdin."
        ),
    ),
    (people.UsersDiffer(), "The two user names are not the same. Enter the same one twice."),
    (charting.ReasonMissing(Why.AMENDED), "A reason is missing. Write why this is changed."),
    (charting.NotInLog("order"), "This order is not in the log. Open the patient again and choose from there."),
    (charting.NothingChanged(), "Nothing was changed, so there is nothing to keep."),
    (charting.DateInFuture(date(2026, 11, 24)), "24-Nov-2026 is after today. Check the date."),
    (charting.BirthDateOutOfRange("1899-12-31"), "“1899-12-31” is not between 1900 and today. Check the year."),
    (charting.OutOfOrder("started_at", "stopped_at"), "The start is after the end. Check both."),
    (
        charting.RecordNumberTaken("12-345"),
        "“12-345” is another patient's record number. Open that patient, or check the number.",
    ),
    (
        charting.PatientMaybeKnown(),
        (
            "A patient with this birth date and nearly this name is here already. "
            "Open that patient, or confirm that this is somebody else."
        ),
    ),
    (
        typed.NpiUnreadable("1234567890"),
        "“1234567890” is not an NPI, which has 10 digits, the last of them to check the others. Copy it again.",
    ),
    (typed.DiagnosisUnreadable("asthma"), "“asthma” is not an ICD-10-CM code. Enter it like J45.50."),
    (charting.OrderEnded(), "This order has ended. Write a new one."),
    (
        dose.RoundedToNothing(Mass.of(30, "mg"), Mass.of(100, "mg")),
        "Rounded as the order says, to multiples of 100 mg, a dose of 30 mg would be nothing. Ask the prescriber.",
    ),
    (charting.OfOtherPatient(), "This belongs to another patient. Check which patient is open."),
    (
        charting.OrderForOtherDrug("reslizumab (Cinqair)", "mepolizumab (Nucala)"),
        (
            "The order is for reslizumab (Cinqair), and mepolizumab (Nucala) was charted. "
            "Choose the order for that drug, or chart without one."
        ),
    ),
    (
        charting.GivenAboveOpened(Mass.of(350, "mg"), Mass.of(300, "mg")),
        ("350 mg given is more than was opened, 300 mg. Enter what was really given, or everything that was opened."),
    ),
    (
        charting.ContainersDiffer(((2, Mass.of(100, "mg")),), ((2, Mass.of(100, "mg")), (1000, Mass.of(40, "mg")))),
        (
            "2 × 100 mg were charted with their lots, and 2 × 100 mg and 1,000 × 40 mg were opened. "
            "Chart the lot of each container, or correct what was opened."
        ),
    ),
    (
        charting.ContentsDiffer(Mass.of(200, "mg"), Mass.of(300, "mg")),
        "The containers charted hold 200 mg, and 300 mg was opened. Chart each container that was opened.",
    ),
    (charting.TimeInFuture("stopped_at"), "The end is later than now. Check the time."),
    (
        charting.StartOnOtherDay(date(2026, 11, 22), date(2026, 11, 23)),
        "The start is on 22-Nov-2026, and the day given is 23-Nov-2026. Check both.",
    ),
    (charting.DoseAlreadyRecorded(), "This dose is in the log already. Open the patient to see it."),
    (charting.DoseWasVoided(), "This record was voided. Chart the dose anew if it was given."),
    (charting.DraftAbandoned(), "This administration was abandoned. Prepare a new one if the dose was given."),
    (charting.DraftStarted(), "This administration was started already."),
    (charting.NotConfirmed(Confirmed.DISCARDED), "Nothing is signed yet. Confirm that the rest was discarded."),
    (charting.DiscardNotCharted(Mass.of(90, "mg")), "90 mg was discarded. Enter why, how and when."),
    (charting.NothingDiscarded(), "Nothing was discarded. Leave the discard out, or correct what was opened."),
    (
        charting.DiscardShared(),
        (
            "Confirm that the rest was not given to any other patient. "
            "If it was, it is not discarded drug: ask the lead nurse or pharmacist."
        ),
    ),
    (
        charting.WitnessMissing(),
        (
            "This site asks for a second person who saw the discard. "
            "Have that person sign, or write why there was nobody."
        ),
    ),
    (
        charting.HoldsUnanswered(2),
        (
            "Something holds care and has no reason yet: 2 in the list. "
            "Put it right, or write under each why the work goes on."
        ),
    ),
    (
        people.LeadUnknown("lena"),
        "“lena” is no active account here. Enter the user name of the lead who overrides.",
    ),
    (people.LeadNotAllowed("Nina Nurse"), "Nina Nurse may not override a finding. Ask a lead nurse or pharmacist."),
    (
        typed.SiteNumberUnreadable("12", "a tax number, which has 9 digits", "12-3456789"),
        "“12” is not a tax number, which has 9 digits. Enter it like 12-3456789.",
    ),
    (
        typed.CountOutsideLimits("90", 1, 60, "minutes"),
        "“90” is not from 1 to 60 minutes. Enter a number from 1 to 60.",
    ),
    (typed.WeekdayUnreadable("Sun"), "“Sun” is not a weekday. Enter it like Saturday."),
    (charting.AlwaysClosed(), "The site would be closed on all seven days. Leave at least one day open."),
    (
        site.ModifierUnreadable("T"),
        "“T” is not a modifier, which has two letters or digits. Enter it like TB.",
    ),
    (
        site.PayerNameTaken("Medicaid"),
        "“Medicaid” is a payer profile already. Change that one, or enter another name.",
    ),
    (
        site.OverrideIsCmsCode("J2356", "tezepelumab-ekko (Tezspire)"),
        (
            "J2356 is what CMS bills for tezepelumab-ekko (Tezspire). "
            "Enter the code that the payer wants, or leave it empty."
        ),
    ),
    (
        site.RuleUnreadable("tezspire", "Tezspire 4 weeks"),
        "“tezspire” is not a rule about one product. Enter it like Tezspire 4 weeks.",
    ),
    (site.LotTwice("A1"), "Lot “A1” is on the recall list already."),
    (
        site.PackageUnreadable("72606"),
        (
            "“72606” is not a package. Enter NDC, content and vial, syringe, pen or autoinjector, "
            "like 72606-0030-01 150 mg in 1 mL syringe."
        ),
    ),
    (
        site.PackageWithoutVolume("72606-0030-01"),
        ("NDC 72606-0030-01 has no volume, and the drug is billed or counted by it. Enter it like 150 mg in 1 mL."),
    ),
    (site.NdcTwice("72606-0030-01"), "NDC 72606-0030-01 stands twice. Each package has its own."),
    (
        site.NdcOfOther("55513-0112-01", "tezepelumab-ekko (Tezspire)"),
        "NDC 55513-0112-01 is a package of tezepelumab-ekko (Tezspire). Check the carton.",
    ),
    (
        site.DrugNameTaken("Tezspire", "tezepelumab-ekko (Tezspire)"),
        "“Tezspire” is a name of tezepelumab-ekko (Tezspire) here. Choose that drug, or enter another name.",
    ),
    (
        site.CodeOfOther("J2356", "tezepelumab-ekko (Tezspire)"),
        "J2356 is the code of tezepelumab-ekko (Tezspire) at CMS. Enter the code of this drug.",
    ),
    (
        site.DrugRetired("testamab (Testabrand)"),
        "testamab (Testabrand) is not used any more at this site. Choose another drug.",
    ),
    (typed.DollarsUnreadable("x"), "“x” is not an amount in dollars and cents. Enter it like 25.50."),
]
PROBLEMS = [pytest.param(problem, said, id=type(problem).__name__) for problem, said in CASES]


def kinds_of_problem() -> list[type[Problem]]:
    modules = [import_module(f"{problems.__name__}.{found.name}") for found in iter_modules(problems.__path__)]
    named = [named for module in (problems, *modules) for named in vars(module).values()]
    return [kind for kind in named if isinstance(kind, type) and issubclass(kind, Problem)]


def test_every_kind_of_problem_has_a_case_here() -> None:
    kinds = set(kinds_of_problem())

    assert {type(problem) for problem, _ in CASES} == kinds - {Problem, log.LogUnusable}


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_says_what_was_entered_and_what_to_enter(problem: Problem, said: str) -> None:
    assert sentence(problem) == said


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_says_at_most_three_sentences(problem: Problem, said: str) -> None:
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", said)) <= 3
    assert sentence(problem).endswith(".")


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_names_no_exception_and_no_path(problem: Problem, said: str) -> None:
    kinds = {kind.__name__ for kind in kinds_of_problem()}

    assert not kinds & set(re.findall(r"\w+", sentence(problem)))
    assert not re.search(r"/work|/tmp|\\|Traceback|Error|Exception|None", said)


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_shows_each_text_that_was_entered(problem: Problem, said: str) -> None:
    entered = {
        field.name: getattr(problem, field.name)
        for field in dataclasses.fields(problem)  # type: ignore[arg-type]
        if field.name == "entered"
    }

    assert all(text in said for text in entered.values())


def test_a_long_entry_is_shown_short() -> None:
    assert sentence(typed.NotANumber("9" * 500, "210 mg")) == (
        f"“{'9' * 40}…” is not a number with a unit. Enter it like 210 mg."
    )


@pytest.mark.parametrize(("digits", "shown"), [(40, "9" * 40), (41, "9" * 40 + "…")])
def test_an_entry_of_forty_characters_is_still_shown_whole(digits: int, shown: str) -> None:
    assert sentence(typed.NotAboveZero("9" * digits)).startswith(f"“{shown}” ")


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\x1b", id="escape"),
        pytest.param("\n", id="line-break"),
        pytest.param("\x00", id="nul"),
        pytest.param("\ud800", id="surrogate"),
        pytest.param("\u202e", id="right-to-left-override"),
    ],
)
def test_a_character_that_does_not_print_is_shown_as_a_space(character: str) -> None:
    assert sentence(typed.NotAboveZero(f"5{character}mg")) == "“5 mg” is not above zero. Enter an amount above zero."


NOTHING = [
    pytest.param(typed.NotANumber("", "210 mg"), "Nothing was entered. Enter it like 210 mg.", id="number"),
    pytest.param(typed.NotANumber(" ", "210 mg"), "Nothing was entered. Enter it like 210 mg.", id="spaces"),
    pytest.param(typed.DateUnreadable("\t"), "Nothing was entered. Enter it like 23-Nov-2026.", id="date"),
    pytest.param(
        product.ScheduleUnknown("", ("asthma", "egpa")),
        "Nothing was entered. Enter one of asthma or egpa.",
        id="choice",
    ),
]


@pytest.mark.parametrize(("problem", "said"), NOTHING)
def test_a_blank_entry_is_said_as_such(problem: Problem, said: str) -> None:
    assert sentence(problem) == said


def test_our_own_reason_is_not_cut() -> None:
    assert sentence(product.BarcodeUnusable("the check digit of its product number is wrong")) == (
        "This barcode cannot be used: the check digit of its product number is wrong. "
        "Scan it again, or enter the NDC, lot and expiry from the carton."
    )


def test_a_list_of_ours_is_not_cut() -> None:
    names = ("a" * 30, "b" * 30)

    assert sentence(typed.FieldUnknown("colour", names)).endswith(f"The fields are {'a' * 30} or {'b' * 30}.")


TYPED_IN_A_SENTENCE = [
    pytest.param(dose.VolumeMissing("9" * 41), id="container"),
    pytest.param(dose.WeightMissing("9" * 41), id="dose"),
    pytest.param(dose.GivenAboveDose("9" * 41, "210 mg"), id="given"),
    pytest.param(product.CodeUnknown("9" * 41), id="code"),
    pytest.param(files.FileUnreadable("9" * 41, "it is a folder"), id="file-name"),
    pytest.param(typed.FieldUnknown("9" * 41, ("dose",)), id="field"),
    pytest.param(typed.UnitUnknown("350 U", "9" * 41, ("mg",)), id="unit"),
]


@pytest.mark.parametrize("problem", TYPED_IN_A_SENTENCE)
def test_what_was_typed_is_shown_short_wherever_it_stands(problem: Problem) -> None:
    said = sentence(problem)

    assert f"{'9' * 40}…" in said
    assert "9" * 41 not in said


KINDS = [
    pytest.param("text in quotation marks", id="text"),
    pytest.param("a list of texts in quotation marks", id="list"),
    pytest.param("true or false, without quotation marks", id="switch"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_the_wrong_kind_says_what_it_must_be(kind: str) -> None:
    assert (
        sentence(typed.FieldNotText("multi_dose", kind)) == f"Multi-dose has a value of the wrong kind. Enter {kind}."
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("product", "billing_unit", "The product and the billing unit do not go together. Enter one of them."),
        ("billing_unit", "dose_number", "The billing unit and the dose number do not go together. Enter one of them."),
        ("billing_unit", "schedule", "The billing unit and schedule do not go together. Enter one of them."),
    ],
)
def test_fields_that_do_not_go_together_are_named_in_words(first: str, second: str, said: str) -> None:
    assert sentence(typed.FieldsTogether(first, second)) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b[31mred\n", "a [31mred ", id="escape-and-line-break"),
        pytest.param("x" * 240, "x" * 240, id="two-hundred-and-forty"),
        pytest.param("x" * 241, "x" * 240 + "…", id="one-more"),
    ],
)
def test_a_printable_text_is_one_line_of_a_sentences_length(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_braces_in_an_entry_are_shown_as_they_are() -> None:
    assert sentence(typed.DateUnreadable("{entered}")).startswith("“{entered}” is not a date.")


def test_one_known_choice_stands_alone() -> None:
    assert sentence(product.ScheduleUnknown("x", ("asthma",))).endswith("Enter one of asthma.")


def test_no_known_choice_still_gives_a_sentence() -> None:
    assert sentence(product.ScheduleUnknown("x", ())).startswith("“x” is no schedule")


@pytest.mark.parametrize("field", ["dose", "product", "container"])
def test_a_missing_field_is_named_in_words(field: str) -> None:
    assert re.match(r"The (dose|product|container size) is missing\.", sentence(typed.FieldMissing(field, "x")))


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        pytest.param(timedelta(0), "1 second", id="nothing-left-to-wait"),
        pytest.param(timedelta(milliseconds=1), "1 second", id="part-of-a-second"),
        pytest.param(timedelta(seconds=1, milliseconds=1), "2 seconds", id="a-little-over-a-second"),
        pytest.param(timedelta(seconds=59), "59 seconds", id="below-a-minute"),
        pytest.param(timedelta(seconds=60), "1 minute", id="one-minute"),
        pytest.param(timedelta(seconds=61), "2 minutes", id="a-little-over-a-minute"),
    ],
)
def test_a_wait_is_never_said_shorter_than_it_is(wait: timedelta, said: str) -> None:
    assert sentence(people.SignInDelayed(wait)) == f"Signing in failed too often. Wait {said}, then try again."
