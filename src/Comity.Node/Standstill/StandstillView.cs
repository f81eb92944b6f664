using Comity.Domain;
using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>The standstills of the channel and day a page looks at, and the statements behind them.</summary>
public sealed class StandstillView(RoomView view)
{
    private StandstillFindings? _found;

    /// <summary>This member.</summary>
    public MemberId Me => view.Me;

    public StandstillFindings Found => _found ??= view.Room.Standstills(view.Channel, view.AsOf);

    /// <summary>Null when it is not held, not to be seen, or another kind.</summary>
    public T? Body<T>(StatementId? id)
        where T : class, IBody => id is { } held ? view.Room.Find(held)?.Body as T : null;

    /// <summary>The terms floated or offered by a statement.</summary>
    public StandstillTerms? Terms(StatementId? id) => Body<IBody>(id) switch
    {
        TermsFloated b => b.Terms,
        TermsOffered b => b.Terms,
        _ => null,
    };

    /// <summary>The float, offer or plan a statement belongs to; null for what stands by itself.</summary>
    public StatementId? Root(StatementId id) => References.Root(id, at => Body<IBody>(at));

    /// <summary>What a body relies on: every statement of this channel that it names.</summary>
    public IEnumerable<StatementId> Cites(IBody body) => References.In(body).Where(id => view.Room.Find(id)?.Statement.Channel == view.Channel).Take(References.Most);

    /// <summary>The page that shows a statement of ours: of its float, offer or plan, else the list.</summary>
    public string Url(StatementId id) => Root(id) is { } root ? view.Url($"standstill/{root}") : view.Url("standstill");

    /// <summary>The page of a step: the act's, where it is recorded, or the statement's.</summary>
    public string StepUrl(StatementId step) => view.Acts.Measure(step) is { } measure ? view.ActUrl(measure.Act)
        : view.Acts.Act(step) is not null ? view.ActUrl(step)
        : view.StatementUrl(step);

    /// <summary>The page on which one kind of act is said.</summary>
    public string SayUrl(string act, StatementId? about, params (string Name, string? Value)[] given) =>
        view.Url($"standstill/say/{act}", [("about", about?.ToString()), .. given]);
}
