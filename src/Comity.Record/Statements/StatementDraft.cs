using System.Text.Json.Nodes;

namespace Comity.Record.Statements;

/// <summary>What an author means to say, before its node adds what it has seen and signs.</summary>
/// <param name="Track">One of the charter's tracks; null only for statements of the record itself.</param>
/// <param name="Subject">The statement that opened the matter; null when this one opens it.</param>
/// <param name="Cites">Sorted and made unique on signing.</param>
/// <param name="ClaimedAt">The room's clock; cut to the millisecond on signing.</param>
public sealed record StatementDraft(
    string Kind,
    string? Track,
    StatementId? Subject,
    ValueList<StatementId> Cites,
    JsonObject Body,
    string Office,
    string Level,
    DateTimeOffset ClaimedAt)
{
    /// <summary>Content outside the journal that it names: at most <see cref="StatementGate.MaxBlobs"/>.</summary>
    public ValueList<BlobRef> Blobs { get; init; } = [];
}
