namespace Comity.Node.Notices;

public static class NoticePaths
{
    public const string List = "/notices";
    public const string Settings = "/notices/settings";
    public const string Confirm = "/notices/confirm";
}
