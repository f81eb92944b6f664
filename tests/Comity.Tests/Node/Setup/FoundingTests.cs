using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Signing;

namespace Comity.Tests.Node.Setup;

/// <summary>A forum is founded by files that any carrier may read, keep and change; nobody slips in a foreign key unnoticed.</summary>
public sealed class FoundingTests : IDisposable
{
    private readonly FoundingScript _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public void All_who_answered_accept_one_charter_that_names_their_own_roots()
    {
        var forum = _script.Founded();

        foreach (var member in _script.Members)
        {
            Assert.Equal(_script.RootOf(member).Public.Thumbprint, forum.Charter.Find(MemberId.Parse(member))!.Root);
        }

        Assert.Empty(_script.Desk("bera").Accept(forum, Fingerprint.Of(forum.Id.Hash)));
        Assert.Empty(_script.Desk("cirra").Accept(forum, Fingerprint.Of(forum.Id.Hash)));
        Assert.Equal(forum.Id, _script.Files("bera").Forum!.Id);
    }

    [Fact]
    public void Each_step_done_again_gives_the_same()
    {
        var first = _script.Invite();
        var again = _script.Invite();
        Assert.Equal(first["bera"].Id, again["bera"].Id);
        Assert.Equal(_script.Answers("bera", first["bera"]).Id, _script.Answers("bera", first["bera"]).Id);
        _script.Takes(_script.Answers("bera", first["bera"]));
        _script.Takes(_script.Answers("bera", first["bera"]));
        _script.Takes(_script.Answers("cirra", first["cirra"]));
        Assert.Equal(_script.Convener.Found(FoundingScript.Now).Forum!.Id, _script.Convener.Found(FoundingScript.Now.AddHours(1)).Forum!.Id);
    }

    [Fact]
    public void A_swapped_invitation_has_other_digits_than_those_read_out()
    {
        using var middle = new FoundingScript();
        var genuine = _script.Invite()["bera"];
        var swapped = middle.Invite()["bera"];      // the same terms, under the root of whoever stands in the middle

        var (reply, faults) = _script.Desk("bera").Answer(swapped, Fingerprint.Of(genuine.Id), FoundingScript.Now);

        Assert.Null(reply);
        Assert.Equal(["founding.fingerprint"], FoundingScript.Codes(faults));
        Assert.False(File.Exists(_script.PathOf("bera", House.ReplyName)));
    }

    [Fact]
    public void A_reply_to_a_swapped_invitation_is_no_reply_to_ours()
    {
        using var middle = new FoundingScript();
        _script.Invite();
        var reply = _script.Answers("bera", middle.Invite()["bera"]);     // the digits of the swapped one were not compared

        Assert.Contains("founding.reply.invitation", FoundingScript.Codes(_script.Convener.Take(reply, Fingerprint.Of(reply.Id), FoundingScript.Now)));
        Assert.Null(_script.Convener.ReplyOf(MemberId.Parse("bera")));
    }

    [Fact]
    public void A_swapped_reply_has_other_digits_than_those_read_out()
    {
        var invitation = _script.Invite()["bera"];
        var genuine = _script.Answers("bera", invitation);
        var (root, key) = (SigningKey.Generate(), SigningKey.Generate());
        Assert.True(Roster.TryRead(Roster.Sign(root, MemberId.Parse("bera"), 1, null, [key.Public]), out var roster, out _));
        Assert.True(JoiningReply.TryRead(JoiningReply.Sign(invitation.Id, roster, new Uri("https://middle.example"), key), out var swapped, out _));

        Assert.Equal(["founding.fingerprint"], FoundingScript.Codes(_script.Convener.Take(swapped, Fingerprint.Of(genuine.Id), FoundingScript.Now)));
        Assert.Null(_script.Convener.ReplyOf(MemberId.Parse("bera")));
    }

    [Fact]
    public void An_expired_invitation_is_neither_answered_nor_its_reply_taken()
    {
        var invitation = _script.Invite()["bera"];
        var late = FoundingScript.Now + FoundingScript.Fortnight;

        Assert.Equal(["founding.invitation.expired"], FoundingScript.Codes(_script.Desk("bera").Answer(invitation, Fingerprint.Of(invitation.Id), late).Faults));
        var reply = _script.Answers("bera", invitation);
        Assert.Equal(["founding.invitation.expired"], FoundingScript.Codes(_script.Convener.Take(reply, Fingerprint.Of(reply.Id), late)));
    }

    [Fact]
    public void An_invitation_is_answered_once_until_it_is_sent_anew()
    {
        var invitation = _script.Invite()["bera"];
        _script.Takes(_script.Answers("bera", invitation));
        using var thief = new FoundingScript();
        var second = thief.Desk("bera").Answer(invitation, Fingerprint.Of(invitation.Id), FoundingScript.Now).Reply!;

        Assert.Equal(["founding.reply.again"], FoundingScript.Codes(_script.Convener.Take(second, Fingerprint.Of(second.Id), FoundingScript.Now)));

        var (anew, faults) = _script.Convener.Invite(_script.Terms(), FoundingScript.Fortnight, [MemberId.Parse("bera")], FoundingScript.Now);
        Assert.Empty(faults);
        Assert.Null(_script.Convener.ReplyOf(MemberId.Parse("bera")));
        Assert.Contains("founding.reply.invitation", FoundingScript.Codes(_script.Convener.Take(second, Fingerprint.Of(second.Id), FoundingScript.Now)));
        _script.Takes(_script.Answers("bera", anew.Single(i => i.Member.ToString() == "bera")));
    }

    [Fact]
    public void Terms_do_not_change_between_invitation_and_charter()
    {
        foreach (var (member, invitation) in _script.Invite())
        {
            _script.Takes(_script.Answers(member, invitation));
        }

        Assert.Equal(["founding.terms.changed"], FoundingScript.Codes(_script.Convener.Invite(_script.Terms("Another name"), FoundingScript.Fortnight, [], FoundingScript.Now).Faults));

        var forum = Rewritten(_script.Convener.Found(FoundingScript.Now).Forum!, charter => charter with { Name = "Another name", Publishers = [MemberId.Parse("arda")] });
        var faults = _script.Desk("bera").Accept(forum, Fingerprint.Of(forum.Id.Hash));
        Assert.Equal(["name", "publishers"], faults.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal(["founding.charter.terms"], FoundingScript.Codes(faults));
        Assert.Null(_script.Files("bera").Forum);
    }

    [Fact]
    public void A_charter_that_names_a_foreign_root_for_me_is_not_accepted()
    {
        var foreign = SigningKey.Generate().Public.Thumbprint;
        var forum = Rewritten(_script.Founded(), charter => charter with { Members = charter.Members.Select(m => m.Id.ToString() == "bera" ? m with { Root = foreign } : m).ToValueList() });

        Assert.Equal(["founding.charter.own-root", "founding.charter.foreign-root"], FoundingScript.Codes(_script.Desk("bera").Accept(forum, Fingerprint.Of(forum.Id.Hash))));
    }

    [Fact]
    public void A_charter_signed_by_another_than_the_one_who_invited_is_not_accepted()
    {
        using var middle = new FoundingScript();
        _script.Founded();
        var forum = middle.Founded();

        var codes = FoundingScript.Codes(_script.Desk("bera").Accept(forum, Fingerprint.Of(forum.Id.Hash)));
        Assert.Contains("founding.charter.convener", codes);
        Assert.Contains("founding.charter.signature", codes);
        Assert.Contains("founding.charter.own-root", codes);
    }

    [Fact]
    public void A_list_of_addresses_rewritten_on_its_way_is_not_accepted()
    {
        var forum = _script.Founded();
        var text = FoundedForum.Write(forum.CharterStatement, forum.Members.Values.Select(m => m with { Address = new Uri("https://middle.example") }), SigningKey.Generate());
        Assert.True(FoundedForum.TryRead(text, out var rewritten, out _));

        Assert.Equal(["founding.charter.signature"], FoundingScript.Codes(_script.Desk("bera").Accept(rewritten, Fingerprint.Of(forum.Id.Hash))));
    }

    /// <summary>A convener that shows two members two charters can be found out by these two alone.</summary>
    [Fact]
    public void Two_members_with_two_charters_read_different_digits()
    {
        var forum = _script.Founded();
        var other = Rewritten(forum, charter => charter with { Members = charter.Members.Select(m => m.Id.ToString() == "cirra" ? m with { Root = SigningKey.Generate().Public.Thumbprint } : m).ToValueList() });

        Assert.Contains("founding.fingerprint", FoundingScript.Codes(_script.Desk("bera").Accept(other, Fingerprint.Of(forum.Id.Hash))));
    }

    [Fact]
    public void A_member_cannot_pass_off_anothers_root_as_its_own()
    {
        var invitations = _script.Invite();
        _script.Takes(_script.Answers("bera", invitations["bera"]));
        var key = SigningKey.Generate();
        Assert.True(Roster.TryRead(Roster.Sign(_script.RootOf("bera"), MemberId.Parse("cirra"), 1, null, [key.Public]), out var roster, out _));
        Assert.True(JoiningReply.TryRead(JoiningReply.Sign(invitations["cirra"].Id, roster, new Uri("https://cirra.example"), key), out var reply, out _));

        Assert.Equal(["founding.reply.root"], FoundingScript.Codes(_script.Convener.Take(reply, Fingerprint.Of(reply.Id), FoundingScript.Now)));
    }

    [Fact]
    public void Who_was_not_invited_is_not_taken_and_who_is_missing_is_named()
    {
        using var stranger = new FoundingScript("arda", "dorn");
        var invitations = _script.Invite();
        var reply = stranger.Answers("dorn", stranger.Invite()["dorn"]);
        Assert.Equal(["founding.reply.uninvited"], FoundingScript.Codes(_script.Convener.Take(reply, Fingerprint.Of(reply.Id), FoundingScript.Now)));

        _script.Takes(_script.Answers("bera", invitations["bera"]));
        var (forum, faults) = _script.Convener.Found(FoundingScript.Now);
        Assert.Null(forum);
        Assert.Contains("cirra", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invitation_for_another_member_is_not_answered()
    {
        var invitation = _script.Invite()["cirra"];
        Assert.Equal(["founding.invitation.other"], FoundingScript.Codes(_script.Desk("bera").Answer(invitation, Fingerprint.Of(invitation.Id), FoundingScript.Now).Faults));
    }

    // As a convener that does not keep its word would write it.
    private FoundedForum Rewritten(FoundedForum forum, Func<Charter, Charter> change)
    {
        var files = _script.Files("arda");
        var charter = Founding.SignCharter(change(forum.Charter), MemberId.Parse("arda"), files.Key, "Registry", "working", FoundingScript.Now);
        Assert.True(FoundedForum.TryRead(FoundedForum.Write(charter, forum.Members.Values, files.Key), out var rewritten, out var fault), fault?.Message);
        return rewritten;
    }
}
