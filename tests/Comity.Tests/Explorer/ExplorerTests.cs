using System.Globalization;
using Xunit.Abstractions;

namespace Comity.Tests.Explorer;

/// <summary>The protocol explored whole within limits, by its own rules (docs/decisions/0010-explored-by-its-own-rules.md). COMITY_EXPLORE=STATEMENTS,FAULTS goes deeper.</summary>
public sealed class ExplorerTests(ITestOutputHelper output)
{
    [Fact]
    public void The_promises_hold_in_every_state_near_the_founding() => Holds(new Limits(1, 1));

    [Fact]
    [Trait("Category", "Slow")]
    public void The_promises_hold_in_every_state_that_can_be_reached()
    {
        var deeper = Environment.GetEnvironmentVariable("COMITY_EXPLORE")?.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        if (deeper is [var statements, var faults])
        {
            Holds(new Limits(statements, faults));
            return;
        }

        Holds(new Limits(2, 1));
        Holds(new Limits(3, 0));
    }

    [Fact]
    public void Nothing_has_effect_before_every_member_has_accepted() => Holds(new Limits(3, 0) { FromTheCharter = true });

    private void Holds(Limits limits)
    {
        var exploration = new Exploration(limits, new Rules()).Run();
        output.WriteLine(exploration.Report);
        Assert.True(exploration.Violation is null, exploration.Violation);
    }
}
