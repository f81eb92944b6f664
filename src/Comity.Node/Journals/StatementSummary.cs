using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Node.Standstill;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Journals;

/// <summary>A statement in a line: its kind in words, and the title of what it is about.</summary>
public sealed class StatementSummary(RoomView view, Formats formats, IStringLocalizer<KindTexts> names)
{
    /// <summary>The kind in the reader's language; its wire name, marked, where this edition does not know it, another version of a known kind included.</summary>
    public string Kind(string kind) => IsUnknown(kind) ? names["unknown", kind] : names[kind.Split('/')[0]];

    /// <summary>Empty when the statement is about nothing with a title.</summary>
    public string About(Statement statement) => About(statement, Body(statement.Id));

    private static bool IsUnknown(string kind) =>
        !BodyCodec.Kinds.Contains(kind, StringComparer.Ordinal) && !(kind.StartsWith("record.", StringComparison.Ordinal) && kind.EndsWith("/1", StringComparison.Ordinal));

    private string About(Statement statement, IBody? body) => body switch
    {
        ActRecorded => Act(statement.Id),
        ActAffirmed b => Act(b.Act),
        ActAnswered b => Act(b.Act),
        AccountGiven b => Act(b.Act),
        MeasureAnnounced b => view.Acts.Measure(statement.Id) is { } measure ? formats.Title(measure).Text : b.Title,
        StageRecorded b => $"{(view.Acts.Measure(b.Measure) is { } measure ? formats.Title(measure).Text : "")}",
        LinkAsserted b => Pair(b.From, b.To),
        LinkDenied b => Pair(b.From, b.To),
        LinkWithdrawn b => Pair(b.From, b.To),
        TranslationSupplied b => $"{b.Language}: {b.Text}",
        NoticeChanged b => Notice(b.Notice),
        ReadingGiven b => Notice(b.Notice),
        not null => References.Title(References.Root(statement.Id, Body) is { } root ? Body(root) : body),
        _ => "",
    };

    private IBody? Body(StatementId id) => view.Room.Find(id)?.Body;

    private string Notice(StatementId id) => References.Title(Body(id));

    private string Pair(StatementId from, StatementId to) => $"{Act(from)} → {Act(to)}";

    private string Act(StatementId id) => view.Acts.Act(id) is { } act ? formats.Title(act).Text : "";
}
