using System.CommandLine;
using System.Text.Json.Nodes;
using Comity.Strategy.Certificates;

namespace Comity.Cli.Strategy;

/// <summary>Replays a certificate that somebody else gave.</summary>
internal sealed class CheckSection : StrategySection
{
    private static readonly Option<string?> Check = new("--check") { Description = "A file with a certificate of this case (strategy-certificate/1): replayed; exit 1 when it does not hold.", HelpName = "CERTIFICATE" };

    public override IReadOnlyList<Option> Options { get; } = [Check];

    public override StrategyPart? Of(StrategyRun run)
    {
        if (run.Parsed.GetValue(Check) is not { } path)
        {
            return null;
        }

        var (certificate, wrong) = CertificateJson.Read(run.Solution.Model, InputFile.Read("--check", path));
        if (certificate is null)
        {
            throw new StrategyUsageException(string.Join('\n', wrong.Select(f => $"{path}: {f}")), "docs/strategy.md describes certificates");
        }

        var faults = CertificateChecker.Faults(run.Solution.Model, certificate, WorkSection.LimitsIn(run.Parsed), run.Cancellation);
        var json = new JsonObject { ["holds"] = faults.Count == 0, ["faults"] = new JsonArray([.. faults.Select(f => (JsonNode)f)]) };
        return new([("check", json)], output =>
        {
            output.WriteLine(faults.Count == 0 ? $"{path}: the certificate holds" : $"{path}: the certificate does not hold");
            foreach (var fault in faults)
            {
                output.WriteLine("- " + fault);
            }
        })
        { IsNegative = faults.Count > 0 };
    }
}
