using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Disputes;

// Where there is a next, give it as "after" to go on; it is absent at the end.

public sealed record ActsView(DateOnly AsOf, ValueList<ActFinding> Acts, string? Next);

/// <param name="Answers">Links in which this is the later act; <paramref name="AnsweredBy"/> those in which it is the earlier one.</param>
public sealed record ActView(
    DateOnly AsOf, ActFinding Act, ValueList<LinkFinding> Answers, ValueList<LinkFinding> AnsweredBy, ValueList<MeasureFinding> Measures);

/// <param name="Ledger">Whole in every answer; the measures come in parts.</param>
public sealed record LedgerView(DateOnly AsOf, ValueList<MemberLedger> Ledger, ValueList<MeasureFinding> Measures, string? Next);

public sealed record ChainsView(DateOnly AsOf, ValueList<ChainFinding> Chains, string? Next);

public sealed record LinksView(DateOnly AsOf, ValueList<LinkFinding> Links, string? Next);
