using System.Text.Json;

namespace Comity.Record.Statements;

/// <summary>What its author had seen and what it says: one signed object, read through the gate and never changed.</summary>
/// <remarks>Wire form: docs/spec/statement.md. Only <see cref="StatementGate"/> makes one.</remarks>
public sealed record Statement
{
    public required StatementId Id { get; init; }

    /// <summary>The founding charter's id; null only in that charter itself.</summary>
    public required StatementId? Forum { get; init; }

    public required ChannelId Channel { get; init; }

    /// <summary>The author: the one member who writes this journal.</summary>
    public required MemberId Member { get; init; }

    /// <summary>0-based place in the author's journal of this channel, without gaps.</summary>
    public required long Index { get; init; }

    public required Seen Seen { get; init; }

    /// <summary>Sequence of the author's own roster relied on; never goes back within a journal.</summary>
    public required int Roster { get; init; }

    /// <summary>What the author says the moment was, UTC, to the millisecond; decides nothing alone.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    public required string Office { get; init; }

    public required string Level { get; init; }

    /// <summary>Wire name and version of the body: <c>disputes.act-recorded/1</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of the charter's tracks; null for statements of the record itself.</summary>
    public required string? Track { get; init; }

    /// <summary>The statement that opened this matter, or null.</summary>
    public required StatementId? Subject { get; init; }

    /// <summary>What it relies on: sorted, unique, at most 256.</summary>
    public required ValueList<StatementId> Cites { get; init; }

    /// <summary>The body as read, an object; typed by <see cref="Kind"/> elsewhere.</summary>
    public required JsonElement Body { get; init; }

    public required ValueList<BlobRef> Blobs { get; init; }

    /// <summary>RFC 7638 thumbprint of the key that signed.</summary>
    public required string KeyId { get; init; }

    /// <summary>JWS compact text exactly as received: what is stored, sent and verified.</summary>
    public required string Compact { get; init; }

    public bool Equals(Statement? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => $"{Channel}/{Member}/{Index} {Kind} {Id}";
}

/// <summary>A reference to content outside the journal, kept per channel and id so that it can be forgotten.</summary>
/// <param name="Id">SHA-256(32-byte salt ‖ content).</param>
/// <param name="Size">Bytes of the content, 0 or more.</param>
public sealed record BlobRef(Hash256 Id, long Size, string Type);
