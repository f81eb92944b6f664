using Comity.Record;

namespace Comity.Domain;

/// <summary>A statement beside its typed body.</summary>
internal readonly record struct Spoken<T>(Said Said, T Body)
    where T : IBody
{
    public StatementId Id => Said.Id;

    public MemberId Author => Said.Author;

    public long Index => Said.Index;
}

internal static class Spoken
{
    /// <summary>Those of the statements that have a body of this type, in their order.</summary>
    public static IEnumerable<Spoken<T>> As<T>(this IEnumerable<Said> said)
        where T : IBody => said.Where(s => s.Body is T).Select(s => new Spoken<T>(s, (T)s.Body));
}
