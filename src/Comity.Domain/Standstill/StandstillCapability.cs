using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Standstills: getting there, keeping them, reading them apart, unwinding after them; linkages, consultations and what was said beside.</summary>
public sealed class StandstillCapability : ICapability, ISchedule, IAttention
{
    private static readonly Type[] AllBodies =
    [
        typeof(OfferAccepted), typeof(TermsFloated), typeof(FloatCommented), typeof(TermsOffered), typeof(RollbackOffered), typeof(OfferConfirmed),
        typeof(OfferWithdrawn), typeof(OfferRefused), typeof(DeniedInPublic), typeof(LapseNoted), typeof(LineProposed), typeof(LineAgreed),
        typeof(StepNotified), typeof(NoticeCommented), typeof(StepClassified), typeof(AllegationMade), typeof(AllegationAnswered),
        typeof(CureReported), typeof(AllegationChecked), typeof(OutcomeStated), typeof(DutySuspended), typeof(PledgeMade),
        typeof(NoticeGiven), typeof(NoticeChanged), typeof(ReadingGiven), typeof(StandstillExtended),
        typeof(RollbackStepReported), typeof(RollbackStepConfirmed), typeof(LinkageDeclared), typeof(LinkageWithdrawn),
        typeof(ConsultationRequested), typeof(ConsultationAnswered), typeof(DemarcheLogged), typeof(HotLineSaid), typeof(ReceiptAcknowledged),
    ];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "standstill";

    public IReadOnlyList<Type> Bodies => AllBodies;

    /// <summary>Steps are judged by the ledger, which is too much to keep in memory twice: a page takes the part it needs from the index of disputes.</summary>
    public bool IsIndexed => true;

    public IFacts NoFacts => StandstillFacts.None;

    public IFacts Apply(IFacts facts, Said said) => StandstillFold.Apply((StandstillFacts)facts, said);

    public IFacts ApplyResident(IFacts facts, Said said) => StandstillFold.ApplyOwn((StandstillFacts)facts, said);

    public Stake StakeOf(IBody body) => StakeRules.Of(body);

    public object Judge(IFacts facts, JudgeContext context) => StandstillRules.Judge((StandstillFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    public IEnumerable<ScheduledDate> Dates(object findings) => findings is StandstillFindings found ? StandstillSchedule.Dates(found) : [];

    public IEnumerable<Turn> Turns(object findings) => findings is StandstillFindings found ? StandstillSchedule.Turns(found) : [];

    public IEnumerable<Concern> Concerns(object findings) => findings is StandstillFindings found ? StandstillAttention.Concerns(found) : [];

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
