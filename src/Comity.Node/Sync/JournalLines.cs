using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Comity.Record.Signing;

namespace Comity.Node.Sync;

/// <summary>Reads an answer of statements line by line, never more than its bounds into memory.</summary>
public static class JournalLines
{
    /// <summary>Bytes of one answer; a server of version 1 ends near four MiB.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>What came whole when the answer ended, was cut off or went over a bound.</summary>
    /// <exception cref="IOException">Cut before the first whole line.</exception>
    /// <exception cref="PeerMisbehavedException">Over a bound before the first whole line.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first whole line.</exception>
    public static async Task<(IReadOnlyList<string> Lines, long Bytes)> ReadAsync(Stream answer, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(answer);
        var lines = new List<string>();
        var bytes = 0L;
        try
        {
            while (lines.Count < SyncEndpoints.MostStatements && bytes < MostBytes)
            {
                var read = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
                var rest = read.Buffer;
                while (lines.Count < SyncEndpoints.MostStatements && rest.PositionOf((byte)'\n') is { } end)
                {
                    Add(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (read.IsCompleted && rest.Length > 0 && lines.Count < SyncEndpoints.MostStatements)
                {
                    Add(rest);
                    rest = rest.Slice(rest.End);
                }

                // One more than a statement may have: so that a line of just that length still meets the gate.
                if (rest.Length > Jws.MaxLength + 1)
                {
                    throw new PeerMisbehavedException("sync.line-too-long");
                }

                if (read.IsCompleted)
                {
                    break;
                }

                pipe.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (Exception ended) when (lines.Count > 0 && ended is IOException or HttpRequestException or OperationCanceledException or PeerMisbehavedException)
        {
            // Resumable in the middle: the next request begins after what is taken now.
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }

        return (lines, bytes);

        // Other than ASCII becomes what no gate lets through.
        void Add(ReadOnlySequence<byte> line)
        {
            if (line.Length > Jws.MaxLength + 1)
            {
                throw new PeerMisbehavedException("sync.line-too-long");
            }

            bytes += line.Length + 1;
            lines.Add(Encoding.Latin1.GetString(line));
        }
    }
}
