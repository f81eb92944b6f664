using System.Globalization;
using System.Text;
using System.Text.Json;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Statements;

namespace Comity.Cli.Verbs;

/// <summary><c>comity verify EVIDENCE</c>: checks a comity-fork/1 file from its text alone. docs/spec/forks.md.</summary>
internal static class EvidenceFile
{
    private static readonly byte[] Family = "comity-fork/"u8.ToArray();

    /// <summary>The text of a file that begins as evidence does; null for anything else, which is then a record or nothing.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var file = File.OpenRead(path);
            var beginning = new byte[Family.Length];
            if (file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) < beginning.Length || !beginning.SequenceEqual(Family))
            {
                return null;
            }

            // Longer than evidence can be is refused by its form; no more is read than shows that.
            var rest = new byte[Math.Min(file.Length, ForkEvidence.MaxLength + 1L) - Family.Length];
            file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
            return Encoding.Latin1.GetString([.. beginning, .. rest]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static int Check(string path, string text, bool json)
    {
        var holds = ForkEvidence.TryRead(text, out var evidence, out var fault);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                path,
                holds,
                forum = evidence?.ForumId.ToString(),
                channel = evidence?.Channel.ToString(),
                member = evidence?.Member.ToString(),
                index = evidence?.Index,
                one = evidence?.First.Id.ToString(),
                other = evidence?.OtherId.ToString(),
                code = fault?.Code,
                message = fault?.Message,
            }));
        }
        else if (evidence is null)
        {
            Console.WriteLine($"{path}: proves nothing; {fault!.Code}: {fault.Message}");
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: a fork of the journal of {evidence.Member} in {evidence.Channel}, at index {evidence.Index}"));
            Console.WriteLine($"  forum  {evidence.ForumId}, root key of {evidence.Member} {evidence.Root}");
            Console.WriteLine("  one    " + Words(evidence.First));
            Console.WriteLine("  other  " + (evidence.IsCommitment ? $"{evidence.OtherId}  committed to by {Words(evidence.Second)}" : Words(evidence.Second)));
        }

        return holds ? ExitCodes.Fine : ExitCodes.Finding;
    }

    private static string Words(Statement said) =>
        $"{said.Id}  {said.Kind}, said at {said.ClaimedAt.UtcDateTime.ToString(StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture)}, key {said.KeyId}";
}
