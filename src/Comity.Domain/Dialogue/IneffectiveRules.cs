using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>Which statements are kept but have no effect, and why: the first reason that applies, the same on every day asked for.</summary>
internal sealed class IneffectiveRules
{
    private readonly TableIndex _said;
    private readonly Dictionary<StatementId, string> _reasons = [];

    private IneffectiveRules(TableIndex said) => _said = said;

    public static IReadOnlyDictionary<StatementId, string> Reasons(TableIndex said)
    {
        var rules = new IneffectiveRules(said);
        rules.Find();
        return rules._reasons;
    }

    /// <summary>All statements without effect, by id.</summary>
    public static ValueList<IneffectiveFinding> Judge(TableIndex said) => IneffectiveFinding.Of(said.Reasons, id => said.Find(id) ?? said.Facts.Unreadable.Find(id)!);

    // What is referred to is judged before what refers to it.
    private void Find()
    {
        foreach (var unreadable in _said.Facts.Unreadable)
        {
            _reasons[unreadable.Id] = BodyUnreadable;
        }

        Note<ClauseProposed>(s => Any(s.Body.Text, typeof(TextOpened)) ?? AtTheTable(s.Author, s.Body.Text));
        Places();
        Note<WordingProposed>(s => Any(s.Body.Clause, typeof(ClauseProposed)) ?? AtTheTable(s.Author, TextOf(s.Body.Clause))
            ?? s.Body.Follows.Select(f => WordingOf(f, s.Body.Clause)).FirstOrDefault(r => r is not null));
        Note<ClausesReplaced>(s => Any(s.Body.Text, typeof(TextOpened)) ?? AtTheTable(s.Author, s.Body.Text)
            ?? s.Body.Clauses.Concat(s.Body.By).Select(c => ClauseIn(c, s.Body.Text)).FirstOrDefault(r => r is not null));
        Note<PositionStated>(s => Any(s.Body.On, typeof(ClauseProposed), typeof(WordingProposed), typeof(ClausesReplaced))
            ?? (Opened(TextOfWording(s.Body.On)).Parties.Contains(s.Author) ? null : NotAParty));
        Note<WordingWithdrawn>(s => Any(s.Body.Wording, typeof(ClauseProposed), typeof(WordingProposed))
            ?? (_said.Find(s.Body.Wording)!.Author == s.Author ? null : NotTheAuthor));
        Note<ClauseCommented>(s => Any(s.Body.Clause, typeof(ClauseProposed)) ?? (s.Body.Wording is { } wording ? WordingOf(wording, s.Body.Clause) : null));
        Note<RevisionIssued>(s => Any(s.Body.Text, typeof(TextOpened)) ?? ChairOf(s.Body.Text, s.Author));
        Decisions();
    }

    private void Decisions()
    {
        Note<DecisionProposed>(s => Any(s.Body.Revision, typeof(RevisionIssued)) ?? Proposal(s));
        Note<ReceiptGiven>(s => OfSilence(s.Body.Decision) ?? Party(s.Body.Decision, s.Author));
        Note<ObjectionMade>(Objection);
        Note<SilenceExtended>(s => OfSilence(s.Body.Decision) ?? Chair(s.Body.Decision, s.Author) ?? (Decision(s.Body.Decision).Silence!.Extendable ? null : ExtensionNotForeseen));
        Note<JournalShown>(s => OfSilence(s.Body.Decision) ?? Party(s.Body.Decision, s.Author));
        Note<SilenceCertified>(s => OfSilence(s.Body.Decision) ?? Chair(s.Body.Decision, s.Author));
        Note<ContestSettled>(s => Any(s.Body.Objection, typeof(ObjectionMade)) ?? Settlement(s));
        Note<DecisionRecorded>(s => OfMethod(s.Body.Decision, DecisionMethod.Consensus) ?? Chair(s.Body.Decision, s.Author)
            ?? (s.Body.Present.All(DecidedText(s.Body.Decision).Parties.Contains) ? null : NamesNoParty));
        Note<DecisionInitialled>(s => OfMethod(s.Body.Decision, DecisionMethod.Consensus, DecisionMethod.Unanimity) ?? Party(s.Body.Decision, s.Author));
        Note<DecisionWithdrawn>(s => Any(s.Body.Decision, typeof(DecisionProposed)) ?? Chair(s.Body.Decision, s.Author));
        Note<StatementAttached>(s => Any(s.Body.Decision, typeof(DecisionProposed)) ?? Party(s.Body.Decision, s.Author));
    }

    private string? Proposal(Spoken<DecisionProposed> s)
    {
        var text = ((RevisionIssued)_said.Find(s.Body.Revision)!.Body).Text;
        return ChairOf(text, s.Author) ?? (s.Body.Silence is not { } silence ? null
            : !silence.MayObject.All(Opened(text).Parties.Contains) ? NamesNoParty
            : Opened(text).Parties.All(p => silence.Clock.Capitals.Any(c => c.Member == p)) ? null : CapitalMissing);
    }

    private string? Objection(Spoken<ObjectionMade> s)
    {
        if ((Any(s.Body.Decision, typeof(DecisionProposed)) ?? Party(s.Body.Decision, s.Author)
            ?? (s.Body.Amendment is { } amendment ? Any(amendment, typeof(ClauseProposed), typeof(WordingProposed)) : null)) is { } reason)
        {
            return reason;
        }

        return Decision(s.Body.Decision).Silence is not { } silence ? null
            : !silence.MayObject.Contains(s.Author) ? ObjectionNotEntitled
            : (silence.Form, s.Body) is (ObjectionForm.WithReasons, { Reasons: null }) or (ObjectionForm.WithAmendment, { Amendment: null }) ? ObjectionOfAnotherForm
            : null;
    }

    private string? Settlement(Spoken<ContestSettled> s)
    {
        var objection = _said.Find(s.Body.Objection)!;
        var decision = ((ObjectionMade)objection.Body).Decision;
        return OfSilence(decision) ?? (objection.Author == s.Author ? null : Chair(decision, s.Author));
    }

    private string? OfSilence(StatementId decision) => OfMethod(decision, DecisionMethod.Silence);

    private string? OfMethod(StatementId decision, params ReadOnlySpan<DecisionMethod> methods) =>
        Any(decision, typeof(DecisionProposed)) ?? (methods.Contains(Decision(decision).Method) ? null : AnotherMethod);

    private string? Party(StatementId decision, MemberId author) => DecidedText(decision).Parties.Contains(author) ? null : NotAParty;

    private string? Chair(StatementId decision, MemberId author) => DecidedText(decision).Chair == author ? null : NotTheChair;

    private string? ChairOf(StatementId text, MemberId author) => Opened(text).Chair == author ? null : NotTheChair;

    private DecisionProposed Decision(StatementId decision) => (DecisionProposed)_said.Find(decision)!.Body;

    private TextOpened DecidedText(StatementId decision) => Opened(((RevisionIssued)_said.Find(Decision(decision).Revision)!.Body).Text);

    // Clauses hang on clauses in chains as long as the text: walked from the top, so that nothing is judged before its place is.
    private void Places()
    {
        var hanging = _said.All<ClauseProposed>().Where(c => Anchor(c) is not null && !_reasons.ContainsKey(c.Id)).ToLookup(c => Anchor(c)!.Value);
        var placed = new Queue<Spoken<ClauseProposed>>(_said.All<ClauseProposed>().Where(c => Anchor(c) is null && !_reasons.ContainsKey(c.Id)));
        var waiting = hanging.SelectMany(h => h).ToDictionary(c => c.Id);
        while (placed.TryDequeue(out var clause))
        {
            foreach (var next in hanging[clause.Id])
            {
                waiting.Remove(next.Id);
                if (next.Body.Text == clause.Body.Text)
                {
                    placed.Enqueue(next);
                }
                else
                {
                    _reasons[next.Id] = ReferenceAnotherText;
                }
            }
        }

        foreach (var lost in waiting.Values)
        {
            _reasons[lost.Id] = _said.Find(Anchor(lost)!.Value) switch
            {
                null => Absent(Anchor(lost)!.Value),
                { Body: ClauseProposed } => ReferenceIneffective,
                _ => ReferenceWrongKind,
            };
        }
    }

    private static StatementId? Anchor(Spoken<ClauseProposed> clause) => clause.Body.Under ?? clause.Body.After;

    private string? WordingOf(StatementId wording, StatementId clause) => Any(wording, typeof(ClauseProposed), typeof(WordingProposed))
        ?? (wording == clause || _said.Find(wording)!.Body is WordingProposed w && w.Clause == clause ? null : ReferenceAnotherClause);

    private string? ClauseIn(StatementId clause, StatementId text) =>
        Any(clause, typeof(ClauseProposed)) ?? (TextOf(clause) == text ? null : ReferenceAnotherText);

    private string? AtTheTable(MemberId author, StatementId text) =>
        Opened(text) is var opened && (opened.Parties.Contains(author) || opened.Chair == author) ? null : NotAtTheTable;

    private StatementId TextOf(StatementId clause) => ((ClauseProposed)_said.Find(clause)!.Body).Text;

    private StatementId TextOfWording(StatementId id) => _said.Find(id)!.Body switch
    {
        WordingProposed w => TextOf(w.Clause),
        ClausesReplaced r => r.Text,
        _ => TextOf(id),
    };

    private TextOpened Opened(StatementId text) => (TextOpened)_said.Find(text)!.Body;

    private void Note<T>(Func<Spoken<T>, string?> reason)
        where T : IBody
    {
        // Another wording may be followed before its own turn has come: each round finds what rests on what the one before it found.
        for (var found = true; found;)
        {
            found = false;
            foreach (var one in _said.All<T>().Where(s => !_reasons.ContainsKey(s.Id)).ToArray())
            {
                if (reason(one) is { } rule)
                {
                    _reasons[one.Id] = rule;
                    found = true;
                }
            }
        }
    }

    private string? Any(StatementId id, params ReadOnlySpan<Type> kinds) => _said.Find(id) is not { } said ? Absent(id)
        : !kinds.Contains(said.Body.GetType()) ? ReferenceWrongKind
        : _reasons.ContainsKey(id) ? ReferenceIneffective
        : null;

    private string Absent(StatementId id) => _said.Facts.Unreadable.Contains(id) ? ReferenceIneffective : ReferenceUnknown;
}
