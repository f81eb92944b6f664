using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;

namespace Comity.Node.Channels;

// What the API takes and answers about carrying, read together.

/// <param name="Right">none, ask or yes.</param>
public sealed record RightRequest(string Right);

/// <param name="To">The channel to carry it to.</param>
/// <param name="Purpose">1 to 1,000 characters.</param>
public sealed record LeaveRequest(string To, string Purpose, string Language);

/// <param name="Until">Last day, inclusive; absent while no end is recorded.</param>
public sealed record GrantRequest(StatementId Request, DateOnly? Until);

public sealed record RefusalRequest(StatementId Request, string? Reason, string Language);

/// <param name="Note">What you say with it: 1 to 1,000 characters.</param>
public sealed record CarryRequest(string To, string? Note, string? Language);

/// <param name="Set">False while the originator has said nothing and the default holds.</param>
public sealed record PassingItemAnswer(
    StatementId Item, MemberId Originator, ChannelId Channel, string Right, bool Set, ValueList<PassingRequestAnswer> Requests, ValueList<PassingReportAnswer> Carried, ValueList<PassingTargetAnswer> Targets)
{
    public static PassingItemAnswer Of(PassingView view) => new(
        view.Item.Id, view.Item.Member, view.Item.Channel, view.Right.Wire(), view.IsSet,
        [.. view.Requests.Select(r => new PassingRequestAnswer(r.Id, r.By, r.To, r.Purpose, r.On, r.Standing.Wire(), r.Answer, r.Until, r.Reason, r.Rule))],
        [.. view.Reports.Select(r => new PassingReportAnswer(r.Id, r.By, r.To, r.On, r.Leave, r.Passage, r.Effective, r.Rule))],
        [.. view.Targets.Select(t => new PassingTargetAnswer(t.To, t.Answer.May, t.Answer.Why.Wire(), t.Answer.MayAsk, t.Answer.Leave, t.NewReaders, t.Carried))]);
}

public sealed record PassingRequestAnswer(StatementId Id, MemberId By, ChannelId To, string Purpose, DateOnly On, string Standing, StatementId? Answer, DateOnly? Until, string? Reason, string Rule);

public sealed record PassingReportAnswer(StatementId Id, MemberId By, ChannelId To, DateOnly On, StatementId? Leave, StatementId Passage, bool Effective, string Rule);

/// <param name="Why">own, all-hear-it, right or leave where it may be carried; none, none-by-default, ask, waiting or refused where it may not.</param>
/// <param name="NewReaders">Members who would hear it and did not.</param>
/// <param name="Passage">By which this member carried it there.</param>
public sealed record PassingTargetAnswer(ChannelId To, bool May, string Why, bool MayAsk, StatementId? Leave, ValueList<MemberId> NewReaders, StatementId? Passage);
