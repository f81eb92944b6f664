using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What makes two statements speak of the same link.</summary>
internal readonly record struct LinkKey(StatementId From, StatementId To, LinkRelation Relation)
{
    /// <exception cref="ArgumentException">The body speaks of no link.</exception>
    public static LinkKey Of(IBody body) => body switch
    {
        LinkAsserted b => new(b.From, b.To, b.Relation),
        LinkDenied b => new(b.From, b.To, b.Relation),
        LinkWithdrawn b => new(b.From, b.To, b.Relation),
        _ => throw new ArgumentException($"expected a body that speaks of a link, found {body.GetType().Name}", nameof(body)),
    };
}
