using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>One table on its way into the record: read, mapped, looked at, signed. One request at a time changes it.</summary>
public sealed class ImportDraft(string officer, ChannelId channel, ImportTable table, string language)
{
    private readonly SaidBefore _before = new(channel);
    private readonly SemaphoreSlim _one = new(1, 1);
    private ImportSigning? _signing;

    public string Id { get; } = Hash256.Of(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)).ToString();

    public string Officer => officer;

    public ChannelId Channel => channel;

    public ImportTable Table => table;

    public ImportMapping Mapping { get; private set; } = ImportMapping.Guessed(table, language);

    public ImportPlan? Plan { get; private set; }

    /// <summary>Signing was ordered, and neither stopped nor ended.</summary>
    public bool Signing { get; private set; }

    public int SignedRows => _signing?.Rows ?? 0;

    public int SignedStatements => _signing?.Statements ?? 0;

    public bool Done => _signing is { Done: true };

    public ImportStop? Stop => _signing?.Stop;

    public IReadOnlyList<SignedRow> Signed => _signing?.Signed ?? [];

    /// <summary>Makes the plan anew with another mapping. Not once signing began.</summary>
    public void MapAs(ImportMapping mapping, IRoom room)
    {
        if (_signing is null)
        {
            Mapping = mapping;
            _before.ReadOn(room);
            Plan = new ImportPlanner(room, channel, table, mapping, _before, new ImportActs(room, channel)).Plan();
        }
    }

    /// <summary>Signs on for a while; ordering it while it runs waits its turn.</summary>
    public async Task SignAsync(IRoom room, Officer by, Func<bool> enough, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Plan is { Faults.Count: 0 } plan)
            {
                _signing ??= new(plan, _before);
                await _signing.SignAsync(room, channel, by, enough).ConfigureAwait(false);
                Signing = !_signing.Done && _signing.Stop is null;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Keeps what it asks for as drafts instead of saying it.</summary>
    public async Task KeepAsync(IRoom room, Officer by, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Plan is { Faults.Count: 0 } plan && _signing is null)
            {
                Kept = await ImportKeeping.KeepAsync(plan, room, channel, by, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What was kept as drafts; null when nothing was asked to be.</summary>
    public KeptDrafts? Kept { get; private set; }

    /// <summary>It does not go on until it is ordered again; what was said stays said.</summary>
    public void Halt() => Signing = false;
}
