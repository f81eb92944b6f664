namespace Comity.Domain.Disputes.Board;

/// <summary>What an id stands for in a <see cref="DisputesIndex"/>.</summary>
internal enum SaidKind : byte
{
    /// <summary>Only named by others so far.</summary>
    Unknown,
    Act,
    Affirmation,
    Measure,
    Stage,
    Assertion,
    Denial,
    Withdrawal,
    Account,
    Translation,
    Unreadable,
    Answer,
}

/// <summary>What the index keeps of one statement; its text stays in the store.</summary>
internal struct IndexEntry
{
    /// <summary>Index in its author's journal, where its author said it.</summary>
    public int Index;

    /// <summary>Index, in the author's journal of this channel, of the statement it is read from: itself, or what published it.</summary>
    public int Place;

    /// <summary>Number of the act, measure or statement it speaks of; of an act, its place among the acts; -1 for none.</summary>
    public int RefA;

    /// <summary>Number of the other act of a link, or of the act a stage rests on; of a measure, its place among the measures; -1 for none.</summary>
    public int RefB;

    /// <summary>Day number of a stage.</summary>
    public int Date;

    /// <summary>The first edge of those that lead here; -1 for none.</summary>
    public int FirstReferrer;

    /// <summary>Place of the author among the index's members.</summary>
    public ushort Author;

    public SaidKind Kind;

    /// <summary>A stage's stage, a link's relation, a measure's flags, a translation's field, an unreadable body's kind.</summary>
    public byte Code;

    /// <summary>A link or stage has words; of an assertion, whether observers are reported.</summary>
    public byte Flags;

    public const byte HasWords = 1, OfObservers = 2;

    public const byte IsPrivate = 1, IsReported = 2, EndNotRecorded = 4;
}

/// <summary>What lists of acts are chosen by.</summary>
internal struct ActEntry
{
    public UInt128 Actors;

    /// <summary>Bits of the members named as actors, of those whose organs are, of the authors of affirmations.</summary>
    public ulong Named, Organs, AffirmedBy;

    public int Number, Date, Effective, Deadline;

    /// <summary>Bits of the actors, and of the addressees, that have a name.</summary>
    public ushort ActorNames, AddresseeNames;

    public ActType Type;

    public byte Track;

    /// <summary>-1 for none.</summary>
    public sbyte Confidence;

    /// <summary>No day.</summary>
    public const int None = -1;
}

/// <summary>Referrer and the next edge to the same target, or -1.</summary>
internal readonly record struct IndexEdge(int From, int Next);
