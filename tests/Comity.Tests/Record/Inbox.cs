using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>What a node does with texts from others, without sockets or disk: gate, judge, append, and keep a bounded number waiting.</summary>
/// <remarks>When full, the one that has waited longest is dropped: whoever still has it sends it again.</remarks>
internal sealed class Inbox(ForumRecord record, int capacity)
{
    private readonly List<string> _waiting = [];
    private readonly Dictionary<(string Channel, string Member, long Index), string> _held = [];

    public int Waiting => _waiting.Count;

    /// <summary>Every text admitted, in the order it was.</summary>
    public List<Statement> Admitted { get; } = [];

    /// <summary>Delivers a text; what waited for it follows.</summary>
    public Admission Deliver(string compact)
    {
        var admission = Take(compact);
        while (admission is Admission.Admitted && _waiting.ToArray().Any(TakeAgain))
        {
        }

        return admission;
    }

    /// <summary>Keeps the text of a statement the record holds already: one's own.</summary>
    public void Keep(Statement statement)
    {
        Admitted.Add(statement);
        _held[(statement.Channel.ToString(), statement.Member.ToString(), statement.Index)] = statement.Compact;
    }

    /// <summary>The text held at a place; null when none is.</summary>
    public string? Find(string channel, string member, long index) => _held.GetValueOrDefault((channel, member, index));

    private Admission Take(string compact)
    {
        if (!StatementGate.TryRead(compact, out var statement, out var jws, out var fault))
        {
            return new Admission.Refused(fault.Code, fault.Message);
        }

        var admission = record.Judge(statement, jws);
        switch (admission)
        {
            case Admission.Admitted { IsNew: true }:
                record.Append(statement);
                Keep(statement);
                break;
            case Admission.Waiting when !_waiting.Contains(compact):
                _waiting.Add(compact);
                if (_waiting.Count > capacity)
                {
                    _waiting.RemoveAt(0);
                }

                break;
        }

        return admission;
    }

    private bool TakeAgain(string compact)
    {
        var admission = Take(compact);
        if (admission is not Admission.Waiting)
        {
            _waiting.Remove(compact);
        }

        return admission is Admission.Admitted { IsNew: true };
    }
}
