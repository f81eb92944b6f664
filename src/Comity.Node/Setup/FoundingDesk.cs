using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Statements;

namespace Comity.Node.Setup;

/// <summary>The convener's side of a founding: what it sent to whom, what came back, and the charter in the end.</summary>
/// <remarks>
/// Its state is the files of <see cref="House.FoundingFolder"/>, each written whole: after a crash any step is simply done again.
/// docs/spec/founding.md.
/// </remarks>
public sealed class FoundingDesk(NodeConfig config, MemberFiles files)
{
    private readonly string _folder = Path.Combine(config.House, House.FoundingFolder);

    private string TermsPath => Path.Combine(_folder, "terms.json");

    /// <summary>The terms sent; null before the first invitation.</summary>
    public ForumTerms? Terms => TermsIn(TermsPath).Terms;

    /// <summary>Reads terms as a person writes them: comments and trailing commas are fine.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (ForumTerms? Terms, ValueList<Fault> Faults) ReadTerms(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            return ForumTerms.TryRead(json.RootElement, out var terms, out var faults) ? (terms, FaultsOf(terms).ToValueList()) : (null, faults);
        }
        catch (JsonException wrong)
        {
            return (null, [new Fault("", "founding.terms.form", $"expected JSON (comments are fine), found other at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}")]);
        }
    }

    /// <summary>Makes an invitation for every other member, or shows again those already made.</summary>
    /// <param name="again">Members whose invitation, and reply if there was one, is replaced by a new one.</param>
    /// <returns>The invitations by member, or what is wrong.</returns>
    public (IReadOnlyList<Invitation> Invitations, IReadOnlyList<Fault> Faults) Invite(ForumTerms terms, TimeSpan life, IReadOnlyCollection<MemberId> again, DateTimeOffset now)
    {
        if (FaultsOfSending(terms, again).ToList() is { Count: > 0 } faults)
        {
            return ([], faults);
        }

        House.Write(TermsPath, terms.ToJson().ToJsonString(), overwrite: true);
        var invitations = new List<Invitation>();
        foreach (var member in terms.Members.Where(m => m.Id != config.Member).Select(m => m.Id))
        {
            if (again.Contains(member))
            {
                // The reply first: without the invitation it answered it would answer nothing.
                File.Delete(ReplyPath(member));
                File.Delete(InvitationPath(member));
            }

            var invitation = InvitationOf(member);
            if (invitation is null)
            {
                var nonce = new Hash256(RandomNumberGenerator.GetBytes(Hash256.Size));
                var text = Invitation.Sign(terms, member, files.Roster, config.Address, now + life, nonce, files.Key);
                if (!Invitation.TryRead(text, out invitation, out var wrong))
                {
                    return ([], wrong);
                }

                House.Write(InvitationPath(member), text + "\n", overwrite: true);
            }

            invitations.Add(invitation);
        }

        return (invitations, []);
    }

    /// <summary>Takes a reply once its digits were heard from the member itself. The same reply again changes nothing.</summary>
    /// <param name="heard">The digits; null only looks whether it could be taken.</param>
    public IReadOnlyList<Fault> Take(JoiningReply reply, string? heard, DateTimeOffset now)
    {
        if (InvitationOf(reply.Member) is not { } invitation)
        {
            return [new Fault("", "founding.reply.uninvited", $"expected a reply of an invited member, found one of {reply.Member}")];
        }

        var before = ReplyOf(reply.Member);
        if (before is not null && before.Id != reply.Id)
        {
            return [new Fault("invitation", "founding.reply.again", $"the invitation of {reply.Member} was answered already, by the reply {Fingerprint.Of(before.Id)}; invite {reply.Member} again if this one is to count")];
        }

        var faults = JoiningRules.OfReply(invitation, reply, Replies(), now).ToList();
        if (heard is not null && !Fingerprint.Matches(heard, reply.Id))
        {
            faults.Add(new Fault("fingerprint", "founding.fingerprint", $"expected the digits of this reply, {Fingerprint.Of(reply.Id)}; heard {heard}"));
        }

        if (faults.Count == 0 && heard is not null && before is null)
        {
            House.Write(ReplyPath(reply.Member), reply.Compact + "\n");
        }

        return faults;
    }

    /// <summary>Signs the charter once every reply is in; asked again it gives the same.</summary>
    public (FoundedForum? Forum, IReadOnlyList<Fault> Faults) Found(DateTimeOffset now)
    {
        if (files.Forum is { } founded)
        {
            return founded.CharterStatement.Member == config.Member ? (founded, []) : (null, [new Fault("forum", "founding.found.other", $"{config.Forum}: expected a forum this member founds, found one of {founded.CharterStatement.Member}")]);
        }

        if (Terms is not { } terms)
        {
            return (null, [new Fault("terms", "founding.found.terms", "expected invitations sent before, found none")]);
        }

        var replies = Replies().ToDictionary(r => r.Member);
        var missing = terms.Members.Where(m => m.Id != config.Member && !replies.ContainsKey(m.Id)).Select(m => m.Id).ToList();
        if (missing.Count > 0)
        {
            return (null, [.. missing.Select(m => new Fault("replies", "founding.found.reply", $"expected the reply of {m}, found none"))]);
        }

        var roots = replies.ToDictionary(r => r.Key, r => r.Value.Roster.Root.Thumbprint);
        roots[config.Member] = files.Roster.Root.Thumbprint;
        var charter = Founding.SignCharter(terms.ToCharter(roots, files.Roster.Compact), config.Member, files.Key, "Registry", terms.Blank.Levels[0], now);
        var members = replies.Values.Select(r => new FoundedMember(r.Roster, r.Address)).Append(new FoundedMember(files.Roster, config.Address));
        var text = FoundedForum.Write(charter, members, files.Key);
        if (!FoundedForum.TryRead(text, out var forum, out var fault))
        {
            return (null, [fault]);
        }

        House.Write(config.Forum, text);
        return (forum, []);
    }

    /// <summary>The invitation made for a member; null when there is none.</summary>
    public Invitation? InvitationOf(MemberId member) => File.Exists(InvitationPath(member)) && Invitation.TryRead(File.ReadAllText(InvitationPath(member)), out var invitation, out _) ? invitation : null;

    /// <summary>The reply taken of a member; null when there is none.</summary>
    public JoiningReply? ReplyOf(MemberId member) => File.Exists(ReplyPath(member)) && JoiningReply.TryRead(File.ReadAllText(ReplyPath(member)), out var reply, out _) ? reply : null;

    private IEnumerable<JoiningReply> Replies() => Terms is { } terms ? terms.Members.Select(m => ReplyOf(m.Id)).OfType<JoiningReply>() : [];

    private IEnumerable<Fault> FaultsOfSending(ForumTerms terms, IReadOnlyCollection<MemberId> again)
    {
        if (files.Forum is not null)
        {
            yield return new Fault("forum", "founding.terms.founded", $"{config.Forum}: expected no forum yet, found one; the same members may found another from another folder");
        }

        if (terms.Convener != config.Member)
        {
            yield return new Fault("convener", "founding.terms.convener", $"expected {config.Member}, who invites, as convener; found {terms.Convener}");
        }

        foreach (var stranger in again.Where(a => a == config.Member || terms.Members.All(m => m.Id != a)))
        {
            yield return new Fault("again", "founding.again", $"expected other members of the terms, found {stranger}");
        }

        var sent = TermsIn(TermsPath).Terms;
        var kept = sent is null ? [] : sent.Members.Where(m => !again.Contains(m.Id) && InvitationOf(m.Id) is not null).Select(m => m.Id).ToList();
        if (kept.Count > 0 && terms.DifferingFrom(sent!) is { Count: > 0 } changed)
        {
            yield return new Fault(
                "terms", "founding.terms.changed",
                $"{string.Join(", ", changed)}: expected the terms as sent to {string.Join(", ", kept)}, found others; invite all of them again, or leave the terms as they were");
        }
    }

    private static IEnumerable<Fault> FaultsOf(ForumTerms terms)
    {
        foreach (var zone in terms.Members.Select(m => m.Zone).Append(terms.Blank.Zone).Distinct(StringComparer.Ordinal).Where(z => !TimeZoneInfo.TryFindSystemTimeZoneById(z, out _)))
        {
            yield return new Fault("zone", "founding.terms.zone", $"zone: expected a time zone such as Asia/Tokyo or Etc/UTC, found {zone}");
        }

        foreach (var member in terms.Members.Where(m => m.Names.Count == 0))
        {
            yield return new Fault("members", "founding.terms.names", $"names: expected at least one name of {member.Id} by language, found none");
        }
    }

    private static (ForumTerms? Terms, ValueList<Fault> Faults) TermsIn(string path) => File.Exists(path) ? ReadTerms(path) : (null, []);

    private string InvitationPath(MemberId member) => Path.Combine(_folder, $"{member}.invitation");

    private string ReplyPath(MemberId member) => Path.Combine(_folder, $"{member}.reply");
}
