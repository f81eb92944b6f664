using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

public sealed class AdmissionVectorTests
{
    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/admissions.json")))!;

    public static TheoryData<string> Scripts => [.. Vectors["scripts"]!.AsArray().Select(s => (string)s!["name"]!)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_comes_out_as_written(string name)
    {
        var script = Vectors["scripts"]!.AsArray().Single(s => (string)s!["name"]! == name)!;
        var record = new ForumRecord(StatementId.Parse((string)Vectors["forum"]!), MemberId.Parse((string)script["holder"]!));
        var outcomes = new List<string>();
        foreach (var step in script["steps"]!.AsArray())
        {
            Assert.True(StatementGate.TryRead((string)Vectors["statements"]![(string)step!["statement"]!]!, out var statement, out var jws, out var fault), fault?.Message);
            var admission = record.Judge(statement, jws);
            outcomes.Add(Outcome(admission));
            if (admission is Admission.Admitted { IsNew: true })
            {
                record.Append(statement);
            }
        }

        Assert.Equal(script["steps"]!.AsArray().Select(s => (string)s!["outcome"]!), outcomes);
    }

    private static string Outcome(Admission admission) => admission switch
    {
        Admission.Admitted { IsNew: true } => "admitted",
        Admission.Admitted => "repeat",
        Admission.Waiting => "waiting",
        Admission.Refused refused => refused.Code,
        _ => throw new InvalidOperationException(),
    };
}
