using System.Globalization;
using Comity.Record;
using Comity.Strategy.Concepts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Comity.Node.Strategy;

/// <summary>What the address of a model's page asks for. What it cannot mean is passed over: an address is often typed.</summary>
/// <param name="Concept">Whose equilibria are looked at.</param>
/// <param name="Wanted">Y and N per option: the outcome that is asked about; null when none is.</param>
/// <param name="Held">Only equilibria are listed in the table.</param>
/// <param name="From">First row of the table, from 0.</param>
/// <param name="Advanced">Whether certificates, counts and robustness are asked for.</param>
public sealed record ModelQuery(ChannelId Channel, StatementId Model, DateOnly? AsOf, Concept Concept, string? Wanted, bool Held, int From, bool Advanced)
{
    /// <summary>Rows of the table on one page.</summary>
    public const int Rows = 50;

    public static ModelQuery Read(ChannelId channel, StatementId model, DateOnly? asOf, IQueryCollection query) => new(
        channel, model, asOf,
        ConceptNames.TryParse(query["concept"].ToString(), out var concept) ? concept : Concept.Seq,
        WantedOf(query),
        query["show"] != "all",
        int.TryParse(query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0,
        query["advanced"] == "1");

    public string Path => $"/c/{Channel}/strategy/models/{Model}";

    public string Url(string? anchor = null)
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        void Add(string name, string value) => pairs.Add(new(name, value));
        if (AsOf is { } day)
        {
            Add("asOf", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (Concept != Concept.Seq)
        {
            Add("concept", Concept.Name());
        }

        if (Wanted is not null)
        {
            Add("want", Wanted);
        }

        if (!Held)
        {
            Add("show", "all");
        }

        if (From > 0)
        {
            Add("from", From.ToString(CultureInfo.InvariantCulture));
        }

        if (Advanced)
        {
            Add("advanced", "1");
        }

        return QueryHelpers.AddQueryString(Path, pairs) + (anchor is null ? "" : "#" + anchor);
    }

    // From a link as "want=YNN", from a form without script as "ask=1" and "o=0&o=2" for the options taken.
    private static string? WantedOf(IQueryCollection query)
    {
        if (query["want"].ToString() is { Length: > 0 and <= 64 } state && state.All(c => c is 'Y' or 'N'))
        {
            return state;
        }

        if (!int.TryParse(query["ask"], NumberStyles.None, CultureInfo.InvariantCulture, out var options) || options is < 1 or > 64)
        {
            return null;
        }

        var taken = query["o"].Select(o => int.TryParse(o, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? k : -1).ToHashSet();
        return string.Concat(Enumerable.Range(0, options).Select(k => taken.Contains(k) ? 'Y' : 'N'));
    }
}
