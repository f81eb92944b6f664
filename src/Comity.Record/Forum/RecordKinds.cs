namespace Comity.Record.Forum;

/// <summary>The kinds the record itself reads. Everything else is for capabilities.</summary>
public static class RecordKinds
{
    public const string Charter = "record.charter/1";
    public const string CharterAccepted = "record.charter-accepted/1";
    public const string RosterAdopted = "record.roster-adopted/1";
    public const string Receipt = "record.receipt/1";

    /// <summary>The author's node no longer holds statements of its own that it once released; docs/spec/guard.md.</summary>
    public const string GapRecorded = "record.gap-recorded/1";

    /// <summary>The author of a forked journal says which branch goes on; docs/spec/forks.md.</summary>
    public const string ForkDeclared = "record.fork-declared/1";
    public const string Published = "record.published/1";
}
