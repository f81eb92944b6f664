using Comity.Cli.Demo.Case;
using Comity.Record;

namespace Comity.Cli.Demo.Door;

/// <summary>The five-minute tour: which page of whose node each step opens.</summary>
public sealed class Tour(DoorView view)
{
    /// <summary>The act the tour follows: Japan's announcement of 1 July 2019.</summary>
    private const string Announcement = "export-announce";

    /// <summary>The court ruling it is said to answer; Japan denies that link.</summary>
    private const string CourtRuling = "ruling-nssmc";

    private static readonly MemberId Japan = CaseCharter.Japan, Korea = CaseCharter.Korea, States = CaseCharter.UnitedStates;

    public const int Steps = 8;

    /// <summary>The step in which Japan denies the link in its own words.</summary>
    public const int Denial = 7;

    /// <summary>The step in which the record is played on by one entry.</summary>
    public const int Forward = 5;

    /// <summary>The step in which what never happened is played.</summary>
    public const int WhatIf = 8;

    /// <param name="number">1 ≤ number ≤ <see cref="Steps"/>.</param>
    public IReadOnlyList<TourLink> Links(int number) => number switch
    {
        1 => [new(Japan, Page(Japan, "/c/plenary/room"))],
        2 => [new(Korea, Page(Korea, "/c/plenary/room"))],
        3 => [new(Japan, Act is { } act ? Page(Japan, $"/c/plenary/disputes?act={act}") : null)],
        4 => [new(States, ActPage(States, ""))],
        5 => [new(States, Page(States, "/c/plenary/disputes?tab=ledger"))],
        6 => [new(Korea, Act is { } act ? Page(Korea, $"/c/plenary/record/statements/{act}") : null)],
        WhatIf => [new(Japan, Page(Japan, "/c/plenary/standstill")), new(Korea, Page(Korea, "/c/plenary/standstill"))],
        _ => [new(Korea, ActPage(Korea, $"#link-answers-{Ruling}")), new(Japan, ActPage(Japan, $"#link-answers-{Ruling}"))],
    };

    /// <summary>How far the denial of the last step has come; null while the acts are not on the record.</summary>
    public DenialPassage? Passage => Act is { } act && Ruling is { } ruling
        ? new(
            [.. CaseCharter.Parties.Select(p => (p.Id, view.Denial(p.Id, Japan, act, ruling) is not null))],
            view.Denial(Korea, Japan, act, ruling) is { } denial ? Page(Korea, $"/c/plenary/record/statements/{denial.Id}") : null)
        : null;

    private StatementId? Act => view.Player.SaidAs(Announcement);

    private StatementId? Ruling => view.Player.SaidAs(CourtRuling);

    private string? ActPage(MemberId member, string fragment) => Act is { } act ? Page(member, $"/c/plenary/disputes/acts/{act}{fragment}") : null;

    private string Page(MemberId member, string path) => view.PageOf(member, path);
}

/// <param name="To">The country whose page it opens.</param>
/// <param name="Url">Null while what it shows is not on the record.</param>
public sealed record TourLink(MemberId To, string? Url);

/// <param name="Held">For each node, in the charter's order, whether it shows Japan's own denial.</param>
/// <param name="Statement">The denial's page on Korea's node; null until it has arrived.</param>
public sealed record DenialPassage(IReadOnlyList<(MemberId Node, bool Holds)> Held, string? Statement);
