using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Disputes;

public sealed record ActsView(DateOnly AsOf, ValueList<ActFinding> Acts);

/// <param name="Answers">Links in which this is the later act; <paramref name="AnsweredBy"/> those in which it is the earlier one.</param>
public sealed record ActView(
    DateOnly AsOf, ActFinding Act, ValueList<LinkFinding> Answers, ValueList<LinkFinding> AnsweredBy, ValueList<MeasureFinding> Measures);

public sealed record LedgerView(DateOnly AsOf, ValueList<MemberLedger> Ledger, ValueList<MeasureFinding> Measures);

public sealed record ChainsView(DateOnly AsOf, ValueList<ChainFinding> Chains);

public sealed record LinksView(DateOnly AsOf, ValueList<LinkFinding> Links);
