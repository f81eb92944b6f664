using Comity.Record;
using Comity.Record.Sync;

namespace Comity.Tests.Record;

/// <summary>docs/spec/statement.md, "Three times": bounds from what others say of their own clocks; none of them decides anything.</summary>
public sealed class WitnessRulesTests
{
    private static readonly MemberId Bera = MemberId.Parse("bera"), Cirra = MemberId.Parse("cirra");

    [Fact]
    public void The_narrowest_bounds_of_all_others_hold() =>
        Assert.Equal(new WitnessedAt(At(4), At(6)), WitnessRules.Bounds([new(Bera, At(2), At(6)), new(Cirra, At(4), At(9))]));

    [Fact]
    public void A_late_receipt_bounds_from_above_only_as_far_as_it_is_late() =>
        Assert.Equal(new WitnessedAt(At(2), At(9)), WitnessRules.Bounds([new(Bera, At(2), At(9)), new(Cirra, At(1), null)]));

    [Fact]
    public void A_withheld_receipt_bounds_nothing_and_is_no_refusal()
    {
        var bounds = WitnessRules.Bounds([new(Bera, At(2), null), new(Cirra, null, null)]);
        Assert.Equal(new WitnessedAt(At(2), null), bounds);
        Assert.False(new Witness(Bera, At(2), null).HasReceived);
        Assert.False(bounds.ClocksDisagree);
    }

    [Fact]
    public void Statements_that_crossed_bound_each_other_from_the_outside() =>
        Assert.Equal(new WitnessedAt(At(1), At(5)), WitnessRules.Bounds([new(Bera, At(1), At(5))]));

    [Fact]
    public void Clocks_that_contradict_one_another_are_said_to_and_nobody_to_bound_leaves_all_open()
    {
        Assert.True(WitnessRules.Bounds([new(Bera, At(8), At(9)), new(Cirra, At(1), At(2))]).ClocksDisagree);
        Assert.Equal(default, WitnessRules.Bounds([]));
    }

    private static DateTimeOffset At(int minute) => new(2031, 4, 1, 9, minute, 0, TimeSpan.Zero);
}
