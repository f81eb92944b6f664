using System.CommandLine;
using System.Text.Json.Nodes;
using Comity.Cli.Strategy;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Paths;
using Comity.Strategy.States;

namespace Comity.Cli.Verbs;

/// <summary><c>comity strategy FILE</c>: the outcomes of a dispute that would hold, by the graph model.</summary>
public static class StrategyVerb
{
    private static readonly Argument<string?> Path = new("file") { Description = "A case in the format strategy-case/1.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Scale = new("--scale") { Description = "Instead of a file: OPTIONS,DMS, a generated model of that size, solved against the clock." };
    private static readonly Option<string> Memory = new("--memory") { Description = "What the work may hold; a larger need is refused before it begins.", DefaultValueFactory = _ => "4GiB" };
    private static readonly Option<bool> Json = new("--json") { Description = "One object laid out as in a case file." };

    public static Command Command()
    {
        var command = new Command("strategy", "Which outcomes of a dispute would hold, for whom and why") { Path, Scale, Memory, Json };
        foreach (var option in StrategySection.All.SelectMany(s => s.Options))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            var options = new SolveOptions { Concepts = ConceptSection.ConceptsIn(parsed), MemoryBudget = BudgetIn(parsed) };
            return (parsed.GetValue(Path), parsed.GetValue(Scale)) switch
            {
                ({ } path, null) => RunFile(path, options, parsed, cancellation),
                (null, { } size) => RunScale(size, options, parsed, cancellation),
                _ => throw new StrategyUsageException("expected a file or --scale, and not both", "./comity strategy cases/strategy/elmira.json"),
            };
        }
        catch (StrategyUsageException wrong)
        {
            return Complaint.Of(ExitCodes.Usage, wrong.Message, wrong.Hint);
        }
        catch (MemoryBudgetException large)
        {
            return Complaint.Of(ExitCodes.Usage, large.Message, Remedy(large.Need));
        }
        catch (AnalysisLimitException large)
        {
            return Complaint.Of(ExitCodes.Usage, large.Message, "--work allows more, given time; or ask for fewer concepts, or of a smaller model");
        }
        catch (OperationCanceledException)
        {
            return Complaint.Of(ExitCodes.Machine, "strategy was stopped before its end; nothing is said of the model", "run it again");
        }
        catch (OutOfMemoryException)
        {
            return Complaint.Of(ExitCodes.Machine, "the machine has less free memory than --memory allows; nothing is said of the model", "a larger machine, or a smaller model");
        }
    }

    private static string Remedy(MemoryNeed need) => need.States > (UInt128)Array.MaxLength
        ? "fewer options, or more infeasible combinations"
        : $"--memory {MemoryNeed.Text(need.Bytes).Replace(" ", "", StringComparison.Ordinal)} allows it, on a machine that has it";

    private static long BudgetIn(ParseResult parsed) => MemorySize.TryParse(parsed.GetValue(Memory)!, out var bytes)
        ? bytes
        : throw new StrategyUsageException($"--memory: expected an amount such as 4GiB, found {parsed.GetValue(Memory)}", "KiB, MiB, GiB and TiB are known");

    private static int RunScale(string size, SolveOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        ScaleRun.Run(size, options, parsed.GetValue(Json), cancellation);
        return ExitCodes.Fine;
    }

    private static int RunFile(string path, SolveOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complaint.Of(ExitCodes.Usage, $"{path}: expected a case, found nothing there", "cases/strategy holds some");
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return Complaint.Of(ExitCodes.Machine, $"{path}: {unusable.Message}", "the file must be readable by you");
        }

        var reading = CaseReader.Read(bytes, options.MemoryBudget, cancellation);
        if (reading.Case is not { } read)
        {
            return Complaint.Of(ExitCodes.Usage, string.Join('\n', reading.Faults.Select(f => $"{path}: {f}")), "cases/strategy/README.md describes the format");
        }

        var solution = StrategySolver.Solve(read.Model, options, StepsCounted.Of("concepts solved, over all decision makers"), cancellation);
        Counting.Done();
        var run = new StrategyRun(parsed, read, solution, options.MemoryBudget, cancellation);
        StrategyPart[] parts = [.. StrategySection.All.Select(s => s.Of(run)).OfType<StrategyPart>()];
        Print(parts, read, parsed.GetValue(Json));
        return parts.Any(p => p.IsNegative) ? ExitCodes.Finding : ExitCodes.Fine;
    }

    private static void Print(IReadOnlyList<StrategyPart> parts, StrategyCase read, bool json)
    {
        if (json)
        {
            var whole = new JsonObject { ["id"] = read.Id };
            foreach (var (name, member) in parts.SelectMany(p => p.Members))
            {
                whole[name] = member;
            }

            Console.WriteLine(JsonReport.Of(whole));
            return;
        }

        foreach (var (at, part) in parts.Index())
        {
            Console.Write(at == 0 ? "" : "\n");
            part.Print(Console.Out);
        }
    }
}
