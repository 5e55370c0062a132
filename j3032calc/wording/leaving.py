"""What a bundle, a claim file and a calendar leave out and assume, completing "Left out: …" and "Assumed: …"."""

from __future__ import annotations

from typing import Final

LEFT_OUT_OF_FHIR: Final = (
    "weights and allergies of the patient; coverages that no dose was charted for, and authorizations; findings, the "
    "working of the numbers and the next due dates; the volume drawn; how long the patient was watched; "
    "who read, printed or exported the record; "
    "a claim, where the patient has no coverage or the dose no claim line"
)
ASSUMED_BY_FHIR: Final = (
    "units of a drug are UCUM's arbitrary unit, because they are each drug's own; "
    "the underscore in an id of the log is a point in FHIR, which has no underscore"
)
LEFT_OUT_OF_837P: Final = (
    "the amount discarded, the reason, the method, the nurse and the witness; lot and expiry of the containers; "
    "the code for giving the drug, such as 96372; a second payer of the patient; "
    "doses without a claim line, such as those copied from another record; "
    "a rendering provider other than the site; "
    "accents and small letters of names"
)
ASSUMED_BY_837P: Final = (
    "the site accepts assignment, and the patient assigned the benefits and signed the release of information; "
    "the last word of the prescriber's name is the family name, unless a comma stands behind the family name; "
    "the dose was given at the site's place of service"
)
LEFT_OUT_OF_ICALENDAR: Final = (
    "the patient's name, unless names are chosen; record number, birth date, dose, order, findings and coverage; "
    "due windows and proposed appointments"
)
