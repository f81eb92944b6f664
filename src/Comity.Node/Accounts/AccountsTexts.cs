namespace Comity.Node;

/// <summary>Marks the wording of signing in, accounts and mandates.</summary>
public sealed class AccountsTexts;
