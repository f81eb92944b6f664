namespace Comity.Cli.Demo.Case;

/// <summary>The case as a play: entries in order of date, each with the statements its members make.</summary>
/// <remarks>Every member speaks for itself: acts, accounts, stages, assertions and denials are its own; what somebody outside
/// the room did or said is the convener's report. The reading is the map's (cases/japan-korea/README.md); nothing is decided here.</remarks>
public sealed class CaseScript
{
    private static readonly Lazy<CaseScript> Kept = new(Load);

    private CaseScript(IReadOnlyList<CaseEntry> entries) => Entries = entries;

    /// <summary>By date; on one date the chronology in its order, then what the memos add. A line refers to earlier lines only.</summary>
    public IReadOnlyList<CaseEntry> Entries { get; }

    /// <summary>The script, read once.</summary>
    public static CaseScript Shared => Kept.Value;

    /// <summary>The same script at every call, from the files inside the command.</summary>
    public static CaseScript Load()
    {
        var map = CaseFiles.Map;
        var acts = CaseAct.InOrder(CaseFiles.Chronology(), map);
        var links = new CaseLinks(acts, map);
        var lines = new CaseLines(map);
        return new([.. acts.Select(act => new CaseEntry(
            act.Id, act.Date, act.Precision, act.Title.En,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = act.Title.En, ["ja"] = act.Title.Ja, ["ko"] = act.Title.Ko },
            CaseTranslations.After([.. lines.Of(act), .. links.SaidAt(act)])))]);
    }
}
