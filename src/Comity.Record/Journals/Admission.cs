using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>What becomes of a statement another party sent. Never an exception: "cannot tell yet" is real.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>It is its journal's next statement, or was held already.</summary>
    /// <param name="IsNew">False when the same statement was held before.</param>
    public sealed record Admitted(StatementId Id, bool IsNew) : Admission;

    /// <summary>Something it saw is not held yet: peers are asked for it.</summary>
    public sealed record Waiting(ValueList<Sighting> Missing) : Admission;

    /// <summary>It is not this journal's next statement and never will be as it stands.</summary>
    public sealed record Refused(string Code, string Message) : Admission;
}

/// <summary>A journal as somebody says to have held it.</summary>
public sealed record Sighting(MemberId Member, TreeHead Head);
