using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Evidence;

/// <summary>Which pieces of evidence a record names, and who says to have forgotten which; gathered as its statements are read.</summary>
public sealed class NamedEvidence
{
    private static readonly string AttachedKind = BodyCodec.KindOf(typeof(EvidenceAttached));
    private static readonly string ForgottenKind = BodyCodec.KindOf(typeof(BlobForgotten));
    private static readonly SearchValues<string> Kinds = SearchValues.Create([.. Encoded(AttachedKind), .. Encoded(ForgottenKind)], StringComparison.Ordinal);

    private readonly Dictionary<(ChannelId Channel, Hash256 Id), MemberId> _named = [];
    private readonly HashSet<(ChannelId Channel, Hash256 Id, MemberId By)> _forgotten = [];

    /// <summary>The pieces, each with the member that attached it.</summary>
    public IReadOnlyDictionary<(ChannelId Channel, Hash256 Id), MemberId> Pieces => _named;

    public bool IsForgotten(ChannelId channel, Hash256 id, MemberId by) => _forgotten.Contains((channel, id, by));

    /// <summary>Whether anybody at all says so.</summary>
    public bool IsForgotten(ChannelId channel, Hash256 id) => _forgotten.Any(f => f.Channel == channel && f.Id == id);

    /// <summary>Notes what all of them name.</summary>
    public void Note(IEnumerable<StoredStatement> statements)
    {
        foreach (var statement in statements)
        {
            Note(statement.Compact);
        }
    }

    /// <summary>Passes statements on as they are read, noting what they name.</summary>
    public IEnumerable<StoredStatement> Noting(IEnumerable<StoredStatement> statements)
    {
        foreach (var statement in statements)
        {
            Note(statement.Compact);
            yield return statement;
        }
    }

    /// <param name="compact">A statement; what the gate refuses names nothing.</param>
    public void Note(string compact)
    {
        // Of a million statements few speak of evidence: only those that hold the words at all are decoded.
        if (!compact.AsSpan().ContainsAny(Kinds) || !StatementGate.TryRead(compact, out var statement, out _))
        {
            return;
        }

        if (statement.Kind == AttachedKind)
        {
            foreach (var blob in statement.Blobs)
            {
                _named.TryAdd((statement.Channel, blob.Id), statement.Member);
            }
        }
        else if (statement.Kind == ForgottenKind && BodyCodec.Read(statement).Body is BlobForgotten { Blob: var text } && Hash256.TryParse(text, out var id))
        {
            _forgotten.Add((statement.Channel, id, statement.Member));
        }
    }

    // Words inside Base64 look different by where they begin in a group of three bytes; the ends, which share a character with what is beside them, are left off.
    private static IEnumerable<string> Encoded(string words) => Enumerable.Range(0, 3).Select(before =>
    {
        var bytes = Encoding.ASCII.GetBytes(new string(' ', before) + words);
        var whole = Base64Url.EncodeToString(bytes.AsSpan(0, bytes.Length / 3 * 3));
        return whole[(before == 0 ? 0 : 4)..];
    });
}
