using System.Text;
using Comity.Record;
using Comity.Store;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Sync;

/// <summary>Statements of one journal, a line each, written as they are read: little of it is in memory at a time, however slowly the peer reads.</summary>
/// <param name="to">Exclusive.</param>
/// <param name="served">Told how many statements and bytes, for each portion written.</param>
internal sealed class JournalAnswer(IStatementStore store, ChannelId channel, MemberId author, long from, long to, Action<int, long> served) : IResult
{
    private const int Portion = 64;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/plain; charset=utf-8";
        var written = 0L;
        var end = to;
        for (var next = from; next < end && written < SyncEndpoints.MostCharacters;)
        {
            var portion = new StringBuilder();
            var statements = 0;
            foreach (var stored in store.ReadJournal(channel, author, next, (int)Math.Min(Portion, end - next)))
            {
                if (written > 0 && written + stored.Compact.Length > SyncEndpoints.MostCharacters)
                {
                    end = next + statements;
                    break;
                }

                portion.Append(written > 0 ? "\n" : "").Append(stored.Compact);
                written += stored.Compact.Length + 1;
                statements++;
            }

            if (statements == 0)
            {
                return;
            }

            next += statements;
            served(statements, portion.Length);
            await httpContext.Response.WriteAsync(portion.ToString(), httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
