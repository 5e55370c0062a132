"""What blocks a dose in a few words, for a table: "order expired". The whole sentence stands on Give and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain import findings as found
from j3032calc.domain.visit import approval, dates, drug, giving, lines, ndc, order, safety
from j3032calc.domain.visit.finding import Missing, NotChecked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.findings import Detail, Finding

_WORDS: Final[Mapping[type[Detail], str]] = {
    found.CodeNotInForce: "code not in force",
    found.StoppedEarly: "dose stopped early",
    found.AboveLabelMaximum: "dose above the label",
    found.Short: "dose above what was opened",
    lines.ModifiersContradict: "JW and JZ together",
    lines.JwAlone: "JW line alone",
    lines.JwMissing: "JW missing",
    lines.JwUnfounded: "JW without waste",
    lines.JzMissing: "JZ missing",
    lines.JzTooEarly: "JZ before its day",
    lines.ModifierOnMultiDose: "JW or JZ on a multi-dose container",
    lines.ModifierNotTaken: "modifier that the payer does not take",
    lines.LinesDoNotAddUp: "claim lines that do not add up",
    lines.LineWithoutUnits: "claim line without units",
    ndc.NdcWrongForm: "NDC unreadable",
    ndc.NdcOfOtherDrug: "NDC of another drug",
    ndc.NdcContentDiffers: "NDC of another size",
    ndc.LineWithoutNdc: "NDC missing on the claim",
    ndc.LineNdcNotOpened: "NDC that was not opened",
    ndc.NdcQuantityUnreadable: "NDC quantity unreadable",
    ndc.NdcQuantityDiffers: "NDC quantity",
    drug.Expired: "container expired",
    drug.Recalled: "lot recalled",
    drug.UnpaidDrugBilled: "drug that the site did not buy",
    drug.Modifier340BMissing: "340B modifier missing",
    drug.Modifier340BUnfounded: "340B modifier without 340B",
    drug.CodeDiffers: "code of another drug",
    giving.RouteDiffers: "other route",
    giving.TimesReversed: "stop before start",
    giving.PlaceUnreadable: "place of service unreadable",
    giving.NpiWrong: "NPI wrong",
    giving.DiscardShared: "discard not confirmed",
    giving.WitnessMissing: "witness missing",
    giving.WitnessIsTheNurse: "witness is the nurse",
    order.OrderForOtherDrug: "order for another drug",
    order.OrderUnsigned: "order not signed",
    order.OrderSignedLater: "order signed later",
    order.OrderNotStarted: "order not begun",
    order.OrderEnded: "order ended",
    order.OrderExpired: "order expired",
    order.WeightOld: "weight too old",
    order.WeightLater: "weight of a later day",
    approval.NoAuthorization: "no authorization",
    approval.AuthorizationNotOnFile: "authorization not on file",
    approval.AuthorizationElsewhere: "authorization for something else",
    approval.AuthorizationOutOfDates: "authorization out of its dates",
    approval.AuthorizationExceeded: "authorization used up",
    dates.EarlyByLabel: "too early",
    dates.EarlyByPayer: "too early (payer)",
    dates.AlreadyRecorded: "dose recorded on this day",
    dates.NewTestNeeded: "new test needed",
    dates.DoseMissed: "dose missed",
    safety.OtherBiologicOnFile: "another biologic",
    safety.TimeExceeded: "time out of the refrigerator or since mixing",
    safety.FilterMissing: "filter missing",
    safety.AllergyMatters: "allergy",
    safety.AllergyToDrug: "allergy to the drug",
    safety.EarlierReaction: "earlier reaction",
}
# What is missing; a gap that can neither hold care nor stop a claim has no words here.
_GAPS: Final[Mapping[Missing, str]] = {
    Missing.ORDER: "no order",
    Missing.LINES: "no claim lines",
    Missing.CODE: "no code",
    Missing.UNITS: "billing units not known",
    Missing.CONTAINER_KIND: "single-dose or not is not known",
    Missing.CONTAINERS: "containers not recorded",
    Missing.NDC: "NDC not recorded",
    Missing.LOT: "lot not recorded",
    Missing.EXPIRY: "expiry not recorded",
    Missing.AUTHORIZATION: "no authorization number",
    Missing.PAST_DOSES: "earlier doses not known",
    Missing.WEIGHT: "no weight",
    Missing.SOURCE: "source of the drug not recorded",
    Missing.ROUTE: "route not recorded",
    Missing.TIMES: "times not recorded",
    Missing.PLACE_OF_SERVICE: "no place of service",
    Missing.SITE_NPI: "no NPI of the site",
    Missing.DISCARDED: "discarded amount not known",
    Missing.DISCARD: "discard not confirmed",
    Missing.DISCARD_REASON: "discard without a reason",
    Missing.OBSERVATION: "observation not recorded",
}


def write_blocker(finding: Finding) -> str:
    """Write in a few words what holds care or stops the claim."""
    detail = finding.detail
    return _GAPS[detail.missing] if isinstance(detail, NotChecked) else _WORDS[type(detail)]
