namespace Comity.Record.Forum.Repins;

/// <summary>Codes of the rules of docs/spec/keys.md, "A lost root": standings of a proposal, then reasons why a statement has no effect.</summary>
public static class RepinRuleNames
{
    public const string AwaitingAcceptance = "record.repin.awaiting-acceptance";
    public const string Waiting = "record.repin.waiting";
    public const string Effective = "record.repin.effective";
    public const string Vetoed = "record.repin.vetoed";
    public const string Superseded = "record.repin.superseded";

    public const string Form = "record.repin.form";
    public const string NotAnotherParty = "record.repin.not-another-party";
    public const string NotInForce = "record.repin.not-in-force";
    public const string WaitingDays = "record.repin.waiting-days";
    public const string ProposalUnknown = "record.repin.proposal-unknown";
    public const string VetoNotOwn = "record.repin.veto-not-own";
    public const string VetoLate = "record.repin.veto-late";
    public const string ClosedWithoutAll = "record.repin.closed-without-all";
    public const string ClosedEarly = "record.repin.closed-early";
    public const string ClosedAfterVeto = "record.repin.closed-after-veto";
    public const string ClosedAnother = "record.repin.closed-another";
    public const string AcceptedAnother = "record.repin.accepted-another";

    public static IReadOnlyList<string> All { get; } =
    [
        AwaitingAcceptance, Waiting, Effective, Vetoed, Superseded,
        Form, NotAnotherParty, NotInForce, WaitingDays, ProposalUnknown, VetoNotOwn, VetoLate,
        ClosedWithoutAll, ClosedEarly, ClosedAfterVeto, ClosedAnother, AcceptedAnother,
    ];
}
