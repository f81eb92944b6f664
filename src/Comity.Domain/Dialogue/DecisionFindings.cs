using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <param name="Ends">When the silence ends, extensions included; null for the other methods.</param>
/// <param name="Parties">Each party to the text, charter order.</param>
/// <param name="BoundNow">Who is bound: nobody until it is adopted, and nobody who stands apart.</param>
public sealed record DecisionFinding(
    StatementId Id, StatementId Text, StatementId Revision, DecisionMethod Method, DateOnly Date, DecisionStanding Standing, string Rule, DeadlineFinding? Ends,
    ValueList<PartyDecision> Parties, ValueList<MemberId> BoundNow, ValueList<ExtensionFinding> Extensions, ValueList<CertificateFinding> Certificates,
    ValueList<ObjectionFinding> Objections, ValueList<AttachedFinding> Attached, ValueList<StatementId> Because);

public enum DecisionStanding { NotRunning, Running, AwaitingCertificate, AwaitingInitials, Incomplete, Contested, Broken, Adopted, Withdrawn }

/// <param name="Said">The party's statement that the rule rests on, or null where it is that there is none.</param>
public sealed record PartyDecision(MemberId Member, string Rule, StatementId? Said);

public sealed record ExtensionFinding(StatementId Id, DateOnly Ends, string Rule);

/// <param name="Witnessed">Parties it shows to have spoken after the hour, charter order.</param>
public sealed record CertificateFinding(StatementId Id, ValueList<MemberId> Witnessed, string Rule);

public sealed record ObjectionFinding(StatementId Id, MemberId By, StatementId? Amendment, string Rule);

public sealed record AttachedFinding(StatementId Id, MemberId By, AttachedKind Kind, string Rule);
