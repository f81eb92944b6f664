using Comity.Record;

namespace Comity.Domain;

/// <summary>A capability that knows what somebody should be told of, besides dates and turns (<see cref="ISchedule"/>). The bell, mail and webhooks ask every one that is in the registry.</summary>
public interface IAttention
{
    /// <summary>Everything its findings hold that concerns somebody, in any order.</summary>
    IEnumerable<Concern> Concerns(object findings);
}

/// <summary>Something was said that concerns a member.</summary>
/// <param name="What">Stable, dotted, beginning with the capability's name: <c>disputes.contested</c>; worded by the page.</param>
/// <param name="Because">The statement that says it: what somebody is told of once.</param>
/// <param name="About">The statement that opened the matter.</param>
/// <param name="Title">What it is about, in its author's words; for pages, never for mail.</param>
/// <param name="Since">The day of it.</param>
/// <param name="Of">Whom it concerns.</param>
/// <param name="Page">Where it is shown, under its channel.</param>
public sealed record Concern(string What, StatementId Because, StatementId About, string Title, string Language, string Track, DateOnly Since, ValueList<MemberId> Of, string Page);
