using Comity.Record;
using static Comity.Domain.Drafts.DraftsRuleNames;

namespace Comity.Domain.Drafts;

/// <summary>One draft while its member's journal is gone through in order. Holds only what took effect.</summary>
internal sealed class DraftHistory(Said said, DraftOpened opened)
{
    // Through the next day: nobody is surprised by what was approved long ago when a node comes back.
    private const int ApprovalHoldsDays = 1;

    private readonly List<DraftVersion> _versions = [new(said.Id, opened.By, opened.On, [], opened.Text, opened.Cites)];
    private readonly List<DraftComment> _comments = [];
    private readonly List<Step> _steps = [];
    private readonly List<ApprovalFinding> _approvals = [];
    private readonly List<StopFinding> _stops = [];
    private StatementId? _statement;
    private DraftWithdrawn? _withdrawn;

    public StatementId Id => said.Id;

    public DraftOpened Opened => opened;

    public ReleaseFinding? Release { get; private set; }

    public bool IsClosed => IsSaid || _withdrawn is not null;

    public bool IsSaid => _statement is not null;

    public bool WasApproved(StatementId release) => _approvals.Any(a => a.Release == release);

    public bool Has(StatementId version) => _versions.Any(v => v.Id == version);

    public Step? FindStep(StatementId clearance) => _steps.Find(s => s.Said == clearance);

    /// <summary>Approved and neither stopped nor said, while the approval holds.</summary>
    public bool IsInOutbox(DateOnly day) => !IsClosed && Release?.Approval is { } approval && day <= approval.On.AddDays(ApprovalHoldsDays);

    public bool IsLatest(StatementId version) => Latest is [var latest] && latest == version;

    public bool IsCleared(StatementId version) => _steps.TrueForAll(s => s.TakenBack || s.AnswerFor(version) == ClearanceAnswer.Cleared);

    private ValueList<StatementId> Latest => _versions.Select(v => v.Id).Except(_versions.SelectMany(v => v.Follows)).ToValueList();

    /// <summary>Takes in what has effect.</summary>
    public void Add(StatementId id, IAboutDraft body)
    {
        switch (body)
        {
            case DraftRevised b:
                _versions.Add(new(id, b.By, b.On, b.Follows, b.Text, b.Cites));
                Release = null;
                break;
            case DraftCommented b:
                _comments.Add(new(id, b.Version, b.Words, b.By, b.On));
                break;
            case ClearanceAsked b:
                _steps.Add(new(id, b));
                break;
            case ClearanceGiven b:
                FindStep(b.Clearance)!.Answers.Add(new(id, b.Version, b.Answer, b.Words, b.By, b.On));
                break;
            case ClearanceWithdrawn b:
                FindStep(b.Clearance)!.TakenBack = true;
                break;
            case ReleaseAsked b:
                Release = new(id, b.Version, b.By, b.On, null);
                break;
            case ReleaseApproved b:
                _approvals.Add(new(id, b.Release, Release!.Version, b.By, b.On, b.After));
                Release = Release with { Approval = _approvals[^1] };
                break;
            case ReleaseStopped b:
                _stops.Add(new(id, b.Release, b.Words, b.By, b.On));
                Release = null;
                break;
            case DraftReleased b:
                _statement = b.Said;
                break;
            case DraftWithdrawn b:
                _withdrawn = b;
                break;
        }
    }

    public DraftFinding Find(DateOnly asOf)
    {
        var latest = Latest;
        var steps = _steps.Select(s => s.Find(latest[^1])).ToValueList();
        var (standing, rule) = Stand(asOf, latest, steps);
        return new(
            said.Id, said.Author, opened.Channel, opened.Kind, opened.Track, opened.Title, opened.Subject, opened.By, opened.On, _versions.ToValueList(), latest,
            _comments.ToValueList(), steps, Release, _approvals.ToValueList(), _stops.ToValueList(), _statement, _withdrawn?.Words, standing, rule);
    }

    private (DraftStanding Standing, string Rule) Stand(DateOnly asOf, ValueList<StatementId> latest, ValueList<ClearanceStep> steps) =>
        IsSaid ? (DraftStanding.Said, DraftsRuleNames.Said)
        : _withdrawn is not null ? (DraftStanding.Withdrawn, Withdrawn)
        : IsInOutbox(asOf) ? (DraftStanding.InOutbox, InOutbox)
        : Release?.Approval is not null ? (DraftStanding.Lapsed, Lapsed)
        : Release is not null && IsCleared(Release.Version) ? (DraftStanding.AwaitingApproval, AwaitingApproval)
        : latest.Count > 1 ? (DraftStanding.VersionsApart, VersionsApart)
        : steps.Any(s => s.Standing == StepStanding.NotCleared) ? (DraftStanding.NotCleared, NotClearedStands)
        : steps.Any(s => s.Standing == StepStanding.Awaited) ? (DraftStanding.AwaitingClearance, AwaitingClearance)
        : steps.Any(s => s.Standing == StepStanding.Cleared) ? (DraftStanding.Cleared, Cleared)
        : (DraftStanding.BeingWritten, BeingWritten);

    internal sealed class Step(StatementId said, ClearanceAsked asked)
    {
        public StatementId Said => said;

        public ClearanceAsked Asked => asked;

        public List<ClearanceFinding> Answers { get; } = [];

        public bool TakenBack { get; set; }

        /// <summary>The last answer for this version; null while there is none.</summary>
        public ClearanceAnswer? AnswerFor(StatementId version) => Answers.FindLast(a => a.Version == version)?.Answer;

        public ClearanceStep Find(StatementId version)
        {
            var (standing, rule) = (TakenBack, AnswerFor(version)) switch
            {
                (true, _) => (StepStanding.TakenBack, StepTakenBack),
                (_, ClearanceAnswer.Cleared) => (StepStanding.Cleared, StepCleared),
                (_, ClearanceAnswer.NotCleared) => (StepStanding.NotCleared, StepNotCleared),
                _ => (StepStanding.Awaited, StepAwaited),
            };
            return new(said, asked.Version, asked.Of, asked.Words, asked.By, asked.On, Answers.ToValueList(), standing, rule);
        }
    }
}
