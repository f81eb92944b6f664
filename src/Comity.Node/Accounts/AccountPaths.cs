namespace Comity.Node.Accounts;

/// <summary>Addresses of the pages about one's own account, the accounts, and mandates.</summary>
public static class AccountPaths
{
    public const string Account = "/account";
    public const string Accounts = "/accounts";
    public const string Enrol = "/enrol";
    public const string Mandates = "/mandates";
    public const string Refused = "/sign-in?refused=yes";
}
