using System.Runtime.CompilerServices;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What was said at the table arranged by body, with the reasons why some of it has no effect. Made once for the same facts.</summary>
internal sealed class TableIndex
{
    private static readonly ConditionalWeakTable<DialogueFacts, TableIndex> Made = [];

    private readonly Dictionary<Type, Said[]> _byBody;
    private readonly Dictionary<MemberId, Said[]> _journals;
    private readonly Dictionary<(Type, string), object> _lookups = [];

    private TableIndex(DialogueFacts facts)
    {
        Facts = facts;
        _byBody = facts.Said.GroupBy(s => s.Body.GetType()).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Author).ThenBy(s => s.Index).ThenBy(s => s.Id).ToArray());
        _journals = facts.Said.GroupBy(s => s.Author).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Index).ThenBy(s => s.Id).ToArray());
        Members = _journals.Keys.Order().ToValueList();
        Reasons = IneffectiveRules.Reasons(this);
        foreach (var (body, said) in _byBody.ToArray())
        {
            _byBody[body] = [.. said.Where(s => !Reasons.ContainsKey(s.Id))];
        }

        _lookups.Clear();
    }

    public DialogueFacts Facts { get; }

    /// <summary>Statements without effect, each with the first rule that says so. The same on every day asked for.</summary>
    public IReadOnlyDictionary<StatementId, string> Reasons { get; }

    /// <summary>Whoever has said something at the table.</summary>
    public ValueList<MemberId> Members { get; }

    public static TableIndex Of(DialogueFacts facts) => Made.GetValue(facts, f => new(f));

    /// <summary>Those with effect (while reasons are looked for: all), by author, index, id.</summary>
    public IEnumerable<Spoken<T>> All<T>()
        where T : IBody => _byBody.GetValueOrDefault(typeof(T), []).As<T>();

    /// <summary>Those with effect, by what they refer to.</summary>
    /// <param name="member">The member of the body that refers, so that one kind can be looked up by several.</param>
    public ILookup<StatementId, Spoken<T>> By<T>(Func<T, StatementId> reference, [CallerArgumentExpression(nameof(reference))] string member = "")
        where T : IBody
    {
        lock (_lookups)
        {
            if (!_lookups.TryGetValue((typeof(T), member), out var lookup))
            {
                _lookups[(typeof(T), member)] = lookup = All<T>().ToLookup(s => reference(s.Body));
            }

            return (ILookup<StatementId, Spoken<T>>)lookup;
        }
    }

    /// <summary>All that a member said at the table, with effect or without, in the order of its journal.</summary>
    public IReadOnlyList<Said> Journal(MemberId member) => _journals.GetValueOrDefault(member, []);

    public Said? Find(StatementId id) => Facts.Said.Find(id);
}
