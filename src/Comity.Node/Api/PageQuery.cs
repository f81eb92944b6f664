using System.ComponentModel;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Comity.Node.Api;

/// <summary>What part of a list that grows is asked for, of any list in one way.</summary>
public sealed class PageQuery
{
    public const int Usual = 100;
    public const int Most = 500;

    /// <summary>Null for the first part.</summary>
    [FromQuery(Name = "after"), Description("Where the last answer stopped: its next")]
    public string? After { get; init; }

    /// <summary>1 to <see cref="Most"/>; null for <see cref="Usual"/>.</summary>
    [FromQuery(Name = "limit"), Description("1 to 500; 100 when left out")]
    public int? Limit { get; init; }

    /// <summary>The part a page shows: the first one where <paramref name="after"/> is of nothing listed any more.</summary>
    public static (ListPart<T> Part, bool IsLater) Shown<T>(IEnumerable<T> all, Func<T, string> key, string? after, int limit)
        where T : notnull
    {
        var part = new PageQuery { After = after, Limit = limit }.Of(all, key);
        return part.Faults.Count > 0 ? (new PageQuery { Limit = limit }.Of(all, key), false) : (part, !string.IsNullOrEmpty(after));
    }

    /// <param name="key">Unlike any other's in the list, and the same from one request to the next.</param>
    public ListPart<T> Of<T>(IEnumerable<T> all, Func<T, string> key)
        where T : notnull
    {
        var limit = Limit ?? Usual;
        var faults = limit is < 1 or > Most ? new List<Fault> { new("limit", "api.limit", $"expected 1 to {Most}, found {limit}") } : [];
        var list = all as IReadOnlyList<T> ?? [.. all];
        var from = string.IsNullOrEmpty(After) ? 0 : list.TakeWhile(item => key(item) != After).Count() + 1;
        if (from > list.Count)
        {
            faults.Add(new("after", "api.after", $"expected the next of an earlier answer, of what is listed still; found {After}"));
        }

        if (faults.Count > 0)
        {
            return new([], null, faults);
        }

        var part = list.Skip(from).Take(limit).ToValueList();
        return new(part, from + part.Count < list.Count ? key(part[^1]) : null, faults);
    }

    /// <summary>Two lists as one: the second after the first.</summary>
    public (ValueList<TFirst> First, ValueList<TSecond> Second, string? Next, IReadOnlyList<Fault> Faults) Of<TFirst, TSecond>(
        IEnumerable<TFirst> first, Func<TFirst, string> key, IEnumerable<TSecond> second, Func<TSecond, string> otherKey)
        where TFirst : notnull
        where TSecond : notnull
    {
        var part = Of(first.Select(f => (Key: key(f), Item: (object)f)).Concat(second.Select(s => (Key: otherKey(s), Item: (object)s))), p => p.Key);
        return (part.Items.Select(p => p.Item).OfType<TFirst>().ToValueList(), part.Items.Select(p => p.Item).OfType<TSecond>().ToValueList(), part.Next, part.Faults);
    }
}

/// <param name="Next">Key of its last entry; null where the list ends here.</param>
/// <param name="Faults">Of what was asked; then nothing is listed.</param>
public sealed record ListPart<T>(ValueList<T> Items, string? Next, IReadOnlyList<Fault> Faults)
    where T : notnull
{
    /// <summary>An answer made of them, or the faults.</summary>
    public Results<TAnswer, ProblemHttpResult> Answer<TAnswer>(Func<ListPart<T>, TAnswer> make)
        where TAnswer : IResult => Faults.Count > 0 ? Problems.Faults(Faults, StatusCodes.Status400BadRequest) : make(this);
}
