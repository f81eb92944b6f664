namespace Comity.Cli;

/// <summary>What a script can tell from the command's end.</summary>
public static class ExitCodes
{
    public const int Fine = 0;
    public const int Finding = 1;
    public const int Usage = 2;
    public const int Machine = 3;
}
