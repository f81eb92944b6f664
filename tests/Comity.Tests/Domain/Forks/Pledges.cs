using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Tests.Domain.Forks;

/// <summary>A capability that says of its kinds what authors stake with them, as later ones do.</summary>
internal sealed class Pledges : ICapability
{
    public string Name => "pledges";

    public IReadOnlyList<Type> Bodies => [typeof(Pledged), typeof(ConcessionClaimed), typeof(Remarked)];

    public IFacts NoFacts => new PledgesFacts(StatementSet.Empty);

    public IFacts Apply(IFacts facts, Said said) => said.Body is Pledged or ConcessionClaimed ? new PledgesFacts(((PledgesFacts)facts).Standing.Add(said)) : facts;

    public object Judge(IFacts facts, JudgeContext context) => ((PledgesFacts)facts).Standing.Select(s => s.Id).ToValueList();

    public JsonNode ToJson(object findings) => JsonSerializer.SerializeToNode(((ValueList<StatementId>)findings).Select(id => id.ToString()))!;

    public Stake StakeOf(IBody body) => body switch
    {
        Pledged => Stake.Undertaking,
        ConcessionClaimed => Stake.Benefit,
        _ => Stake.None,
    };

    private sealed record PledgesFacts(StatementSet Standing) : IFacts;
}

internal sealed record Pledged(string Words) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

internal sealed record ConcessionClaimed(StatementId Of) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

internal sealed record Remarked(StatementId? On) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}
