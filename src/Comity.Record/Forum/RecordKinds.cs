namespace Comity.Record.Forum;

/// <summary>The kinds the record itself reads. Everything else is for capabilities.</summary>
public static class RecordKinds
{
    public const string Charter = "record.charter/1";
    public const string CharterAccepted = "record.charter-accepted/1";
    public const string RosterAdopted = "record.roster-adopted/1";
    public const string Receipt = "record.receipt/1";
    public const string ForkDeclared = "record.fork-declared/1";
    public const string Published = "record.published/1";
}
