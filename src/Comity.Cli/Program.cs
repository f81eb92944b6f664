namespace Comity.Cli;

/// <summary>The command <c>comity</c>: a file per verb.</summary>
public static class Program
{
    /// <returns>0 fine, 1 a negative finding, 2 bad input or usage, 3 the machine.</returns>
    public static int Main(string[] args) => args.Length == 0 ? 2 : 0;
}
