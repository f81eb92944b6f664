using Comity.Record.Signing;

namespace Comity.Record.Statements;

/// <summary>A statement that only lacks its signature. Nothing has looked at it yet: the gate does, once it is signed.</summary>
public sealed class PreparedStatement
{
    private readonly byte[] _signingInput;

    internal PreparedStatement(byte[] signingInput)
    {
        _signingInput = signingInput;
        Id = new StatementId(Hash256.Of(signingInput));
    }

    /// <summary>The id it will have; the signature does not enter it.</summary>
    public StatementId Id { get; }

    /// <param name="key">The key it was prepared for.</param>
    /// <returns>The compact text, for the gate.</returns>
    public string Sign(SigningKey key) => Jws.Sign(key, _signingInput);
}
