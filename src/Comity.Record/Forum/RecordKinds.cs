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

    /// <summary>Another party proposes that a lost root key be replaced; docs/spec/keys.md, "A lost root".</summary>
    public const string RepinProposed = "record.root-repin-proposed/1";
    public const string RepinAccepted = "record.root-repin-accepted/1";

    /// <summary>The member itself, by any live key, says that its root is not lost.</summary>
    public const string RepinVetoed = "record.root-repin-vetoed/1";

    /// <summary>The waiting period has passed for its author, who has seen no veto.</summary>
    public const string RepinClosed = "record.root-repin-closed/1";

    public const string Published = "record.published/1";
}
