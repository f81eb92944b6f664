using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>A decision at the table: consensus of those present, recorded and initialled by each, or unanimity of all parties.</summary>
internal sealed class InitialRules(DecisionCase decision)
{
    public DecisionFinding Judge()
    {
        var none = decision.Finding();
        if (decision.Withdrawal is not null || !decision.IsClean)
        {
            return none;
        }

        var record = decision.Of<DecisionRecorded>(r => r.Decision).Select(r => (Spoken<DecisionRecorded>?)r).FirstOrDefault();
        var isConsensus = decision.Proposed.Body.Method == DecisionMethod.Consensus;
        var needed = isConsensus ? record?.Body.Present ?? [] : decision.Parties;
        var acts = Acts();
        var agreement = needed.Count == 0 ? null : AgreementRules.Judge([.. needed.Select(m => acts.GetValueOrDefault(m, []))]);
        var adopted = agreement is { Holds: true };
        var against = decision.Parties.Where(m => acts.GetValueOrDefault(m, []) is [.., { Agrees: false }]).ToArray();
        var objected = against.Length > 0 && !adopted;
        return none with
        {
            Standing = adopted ? DecisionStanding.Adopted : objected ? DecisionStanding.Broken : DecisionStanding.AwaitingInitials,
            Rule = adopted ? isConsensus ? AdoptedByConsensus : AdoptedUnanimously : objected ? DecisionObjected : isConsensus && record is null ? AwaitingRecord : AwaitingInitials,
            Parties = decision.Parties.Select(m => Party(m, acts, adopted, isConsensus && record is { } r && !r.Body.Present.Contains(m))).ToValueList(),
            BoundNow = adopted ? decision.Parties.Where(needed.Contains).ToValueList() : [],
            Objections = decision.Of<ObjectionMade>(o => o.Decision).Select(o => new ObjectionFinding(
                o.Id, o.Author, o.Body.Amendment, adopted ? ObjectionAfterAdoption : against.Contains(o.Author) ? ObjectionStands : ObjectionLifted)).ToValueList(),
            Because = adopted ? agreement!.By : objected ? against.Select(m => acts[m][^1].Said.Id).Order().ToValueList() : [record?.Id ?? decision.Proposed.Id],
        };
    }

    private Dictionary<MemberId, PartyAct[]> Acts() => decision.Of<DecisionInitialled>(i => i.Decision).Select(i => new PartyAct(i.Said, Stance.Support, true))
        .Concat(decision.Of<ObjectionMade>(o => o.Decision).Select(o => new PartyAct(o.Said, Stance.Object, false)))
        .GroupBy(a => a.Said.Author).ToDictionary(a => a.Key, a => a.OrderBy(x => x.Said.Index).ThenBy(x => x.Said.Id).ToArray());

    private static PartyDecision Party(MemberId member, Dictionary<MemberId, PartyAct[]> acts, bool adopted, bool isAbsent) => acts.GetValueOrDefault(member, []) switch
    {
        [.., { Agrees: false } last] when !adopted => new(member, PartyObjected, last.Said.Id),
        { Length: > 0 } said when said.Any(a => a.Agrees) => new(member, PartyInitialled, said.First(a => a.Agrees).Said.Id),
        _ => new(member, isAbsent ? PartyAbsent : PartyAwaited, null),
    };
}
