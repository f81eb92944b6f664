using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;

namespace Comity.Tests.Record;

/// <summary>docs/spec/keys.md, "Roster request" and "The next roster".</summary>
public sealed class RosterPlanTests
{
    private static readonly MemberId Arda = MemberId.Parse("arda");

    private readonly SigningKey _root = SigningKey.Generate(), _old = SigningKey.Generate(), _fresh = SigningKey.Generate();
    private readonly Roster _current;

    public RosterPlanTests() => _current = Read(Roster.Sign(_root, Arda, 4, null, [_old.Public]));

    [Fact]
    public void A_request_says_the_roster_in_force_and_each_key_offered_signs_for_itself()
    {
        var text = RosterRequest.Write(Arda, _current, [_fresh]);
        Assert.True(RosterRequest.TryRead(text, out var request, out _));
        Assert.Equal((Arda, _current.Id, _fresh.Public), (request.Member, request.Current!.Id, Assert.Single(request.Offered)));

        using var thief = SigningKey.Generate();
        var stranger = KeyOffer.Sign(thief, MemberId.Parse("bera"));
        Refuses("record.roster-request.key", RosterRequest.Write(Arda, _current, []) + "key " + stranger + "\n");
        Refuses("record.roster-request.roster", text.Replace("member arda", "member bera", StringComparison.Ordinal));
        Refuses("record.roster-request.form", text.TrimEnd('\n'));
        Refuses("record.roster-request.form", text + "more\n");
        Refuses("record.roster-request.form", text + "key " + KeyOffer.Sign(_fresh, Arda) + "\n");
    }

    [Fact]
    public void The_next_roster_names_its_previous_and_what_it_adds_comes_first()
    {
        var plan = Plan([_fresh], []);
        var next = Read(plan.Sign(_root));
        Assert.Equal((5, _current.Id), (next.Sequence, next.Previous));
        Assert.Equal([_fresh.Public.Thumbprint, _old.Public.Thumbprint], next.Keys.Select(k => k.Thumbprint));
        Assert.True(plan.IsOf(_root));
        Assert.False(plan.IsOf(_old));
    }

    [Fact]
    public void Retired_keys_are_in_the_roster_no_more()
    {
        foreach (var named in new[] { RosterPlan.RetireAll, _old.Public.Thumbprint, _old.Public.Thumbprint[..8] })
        {
            var plan = Plan([_fresh], [named]);
            Assert.Equal([_old.Public], plan.Retired);
            Assert.Equal([_fresh.Public.Thumbprint], Read(plan.Sign(_root)).Keys.Select(k => k.Thumbprint));
        }
    }

    [Fact]
    public void A_plan_that_cannot_be_says_everything_that_is_wrong()
    {
        Assert.Equal(["keys.retire-unknown", "keys.no-change"], Faults([], ["nobody's key"]));
        Assert.Equal(["keys.count"], Faults([], ["all"]));
        Assert.Equal(["keys.no-change"], Faults([_old], []));
        Assert.Equal(["keys.retire-unknown"], Faults([_fresh], ["ab"]));
    }

    private RosterPlan Plan(SigningKey[] offered, string[] retire) => Of(offered, retire).Plan!;

    private IEnumerable<string> Faults(SigningKey[] offered, string[] retire) => Of(offered, retire).Faults.Select(f => f.Code);

    private (RosterPlan? Plan, IReadOnlyList<Fault> Faults) Of(SigningKey[] offered, string[] retire)
    {
        Assert.True(RosterRequest.TryRead(RosterRequest.Write(Arda, _current, offered), out var request, out _));
        return RosterPlan.Of(request, retire);
    }

    private static void Refuses(string code, string text)
    {
        Assert.False(RosterRequest.TryRead(text, out _, out var fault));
        Assert.Equal(code, fault.Code);
    }

    private static Roster Read(string compact) => Roster.TryRead(compact, out var roster, out var fault) ? roster : throw new InvalidOperationException(fault.Message);
}
