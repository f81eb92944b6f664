using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>The day from which a clock that runs from receipt counts.</summary>
internal static class ReceiptRules
{
    /// <summary>
    /// What the addressee acknowledged and what the sender recorded of handing it over; where both stand and differ, the
    /// later day, so that silence is never found earlier than both would. Failing both, the day of the addressee's first
    /// statement made with it held. Failing that, receipt is not known and no clock runs.
    /// </summary>
    public static ReceiptFinding Judge(Said sent, MemberId addressee, DateOnly? delivered, SaidIndex said, DateOnly asOf)
    {
        var acknowledged = said.By<ReceiptAcknowledged>(r => r.What)[sent.Id].Where(r => r.Author == addressee && r.Body.Date <= asOf)
            .Select(r => (DateOnly?)r.Body.Date).Min();
        if (acknowledged is { } own && delivered is { } handed && own != handed)
        {
            return new(own > handed ? own : handed, acknowledged, delivered, ReceiptDaysDiffer);
        }

        if ((acknowledged ?? delivered) is { } day)
        {
            return new(day, acknowledged, delivered, acknowledged is null ? ReceiptDelivered : StandstillRuleNames.ReceiptAcknowledged);
        }

        // Never before it was sent, whatever day the addressee puts on its own statement.
        return said.FirstThatHadSeen(addressee, sent) is { Body: IDatedBody { Date: var seen } } && seen <= asOf
            ? new(sent.Body is IDatedBody { Date: var made } && made > seen ? made : seen, null, null, ReceiptSeen)
            : new(null, null, null, ReceiptUnknown);
    }
}
