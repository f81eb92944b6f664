using System.Text;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>
/// Several nodes, no sockets: statements late, repeated, reordered, lost and forged. In the end all members of a channel hold the same,
/// nobody holds what its author did not say, and nothing comes before what it saw.
/// </summary>
public sealed class NetworkLawTests
{
    private const int Capacity = 12;
    private static readonly string[] Everyone = ["Arda", "Bera", "Cirra", "Dora", "Eska"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_hold_the_same_and_only_what_was_said(int seed) => Run(seed);

    /// <summary>A new story at every run; the seed is in the failure.</summary>
    [Fact]
    public void So_they_do_with_a_seed_never_tried() => Run(Environment.TickCount);

    private static void Run(int seed)
    {
        try
        {
            new Network(seed).RunAndCheck();
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"seed {seed}: {thrown.Message}", thrown);
        }
    }

    private sealed class Network
    {
        private readonly Random _random;
        private readonly ForumBuilder _forum;
        private readonly Dictionary<MemberId, Inbox> _inboxes;
        private readonly List<(MemberId To, string Compact)> _post = [];
        private readonly ChannelId[] _channels;
        private int _forged;

        public Network(int seed)
        {
            _random = new Random(seed);
            _forum = new ForumBuilder(Everyone[..(2 + (Math.Abs(seed % 4)))]);
            _inboxes = _forum.Parties.ToDictionary(p => p.Id, p => new Inbox(p.Record, Capacity));
            var members = _forum.Charter.MemberIds.ToArray();
            _channels = [ChannelId.Plenary, ChannelId.Public, ChannelId.Of(members[0], members[1]), ChannelId.Of(members[^1])];
            Send(_forum.CharterStatement);
            Assert.IsType<Admission.Admitted>(_inboxes[members[0]].Deliver(_forum.CharterStatement.Compact));
        }

        public void RunAndCheck()
        {
            for (var step = 0; step < 120; step++)
            {
                switch (_random.Next(10))
                {
                    case < 3:
                        Speak();
                        break;
                    case 3:
                        Forge();
                        break;
                    default:
                        DeliverOne();
                        break;
                }

                Assert.All(_inboxes.Values, i => Assert.InRange(i.Waiting, 0, Capacity));
            }

            while (_post.Count > 0)
            {
                DeliverOne();
            }

            CatchUp();
            Check();
        }

        private void Speak()
        {
            var party = Pick(_forum.Parties);
            var channel = Pick(_channels);
            if (party.Record.Find(channel)?.Find(party.Id) is not { } journal)
            {
                return;
            }

            var before = _forum.Said.Count;
            if (journal.Size > 0 && _random.Next(12) == 0)
            {
                party.NewRoster();
                party.AdoptsNewestRoster(channel);
            }
            else
            {
                party.Says("words " + before, channel);
            }

            // The author's own node takes its statement through the same gate; the builder has done that, the inbox keeps the text.
            foreach (var said in _forum.Said.Skip(before))
            {
                _inboxes[party.Id].Keep(said);
                Send(said);
            }
        }

        // Some copies are lost, some are sent twice; catching up later mends the loss.
        private void Send(Statement said)
        {
            foreach (var party in _forum.Parties.Where(p => said.Channel.MembersIn(_forum.Charter.MemberIds).Contains(p.Id) || _random.Next(8) == 0))
            {
                for (var copies = _random.Next(4) switch { 0 => 0, 1 => 2, _ => 1 }; copies > 0; copies--)
                {
                    _post.Add((party.Id, said.Compact));
                }
            }
        }

        private void DeliverOne()
        {
            if (_post.Count > 0)
            {
                var at = _random.Next(_post.Count);
                var (to, compact) = _post[at];
                _post.RemoveAt(at);
                _inboxes[to].Deliver(compact);
            }
        }

        private void Forge()
        {
            var said = Pick(_forum.Said);
            var (forger, victim) = (Pick(_forum.Parties), _forum[said.Member]);
            if (forger == victim)
            {
                return;
            }

            var held = victim.Record.Find(said.Channel)?.Seen ?? said.Seen;
            using var stolen = SigningKey.Generate();
            var forged = _random.Next(5) switch
            {
                0 => Flip(said.Compact),
                1 => StatementSigner.Sign(victim.Draft("forged"), _forum.Id, said.Channel, victim.Id, held, said.Roster, forger.Key).Compact,
                2 => StatementSigner.Sign(victim.Draft("forged"), _forum.Id, said.Channel, victim.Id, held, said.Roster, stolen).Compact,
                3 => WithSignatureOf(forger, StatementSigner.Sign(victim.Draft("forged"), _forum.Id, said.Channel, victim.Id, held, said.Roster, victim.Key).Compact),
                _ => StatementSigner.Sign(victim.Draft("far ahead"), _forum.Id, said.Channel, victim.Id, Far(held, victim.Id), said.Roster, stolen).Compact,
            };
            _forged++;
            foreach (var party in _forum.Parties)
            {
                _post.Add((party.Id, forged));
            }
        }

        private string Flip(string compact)
        {
            var text = compact.ToCharArray();
            var at = _random.Next(text.Length);
            text[at] = text[at] == 'A' ? 'B' : 'A';
            return new string(text);
        }

        private static string WithSignatureOf(Party forger, string compact)
        {
            var input = compact[..compact.LastIndexOf('.')];
            return input + "." + Base64UrlText.Encode(forger.Key.Sign(Encoding.ASCII.GetBytes(input)));
        }

        private static Seen Far(Seen held, MemberId member) =>
            new(held.Select(h => h.Key == member ? KeyValuePair.Create(h.Key, new TreeHead(h.Value.Size + 5, Hash256.Of([5]))) : h));

        // Any member serves every journal of a channel: each asks the others, journal by journal, for what follows what it holds.
        private void CatchUp()
        {
            for (var changed = true; changed;)
            {
                changed = false;
                foreach (var (to, from) in _forum.Parties.SelectMany(t => _forum.Parties.Select(f => (t, f))).Where(p => p.t != p.f))
                {
                    foreach (var channel in _channels.Where(c => c.MembersIn(_forum.Charter.MemberIds) is var m && m.Contains(to.Id) && m.Contains(from.Id)))
                    {
                        foreach (var author in _forum.Parties)
                        {
                            var next = to.Record.Find(channel)?.Find(author.Id)?.Size ?? 0;
                            while (_inboxes[from.Id].Find(channel.ToString(), author.Id.ToString(), next++) is { } compact)
                            {
                                changed |= _inboxes[to.Id].Deliver(compact) is Admission.Admitted { IsNew: true };
                            }
                        }
                    }
                }
            }
        }

        private void Check()
        {
            Assert.True(_forged > 0);
            var said = _forum.Said.Select(s => s.Id).ToHashSet();
            foreach (var channel in _channels)
            {
                var members = channel.MembersIn(_forum.Charter.MemberIds);
                var expected = new Seen(members.Select(m => KeyValuePair.Create(m, HeadOf(channel, m))));
                foreach (var party in _forum.Parties)
                {
                    var held = party.Record.Find(channel);
                    Assert.Equal(members.Contains(party.Id), held is not null);
                    if (held is not null)
                    {
                        Assert.Equal(expected, held.Seen);
                    }
                }
            }

            foreach (var (member, inbox) in _inboxes)
            {
                Assert.All(inbox.Admitted, s => Assert.Contains(s.Id, said));
                Assert.All(inbox.Admitted, s => Assert.Contains(member, s.Channel.MembersIn(_forum.Charter.MemberIds)));
                CheckNothingBeforeWhatItSaw(inbox);
            }
        }

        private static void CheckNothingBeforeWhatItSaw(Inbox inbox)
        {
            var held = new Dictionary<(ChannelId, MemberId), long>();
            foreach (var statement in inbox.Admitted)
            {
                Assert.All(statement.Seen, s => Assert.True(s.Value.Size <= held.GetValueOrDefault((statement.Channel, s.Key)), $"{statement} came before what it saw of {s.Key}"));
                held[(statement.Channel, statement.Member)] = statement.Index + 1;
            }
        }

        private TreeHead HeadOf(ChannelId channel, MemberId member)
        {
            var tree = new MerkleTree();
            foreach (var statement in _forum.Said.Where(s => s.Channel == channel && s.Member == member))
            {
                tree.Append(statement.Id);
            }

            return tree.Head;
        }

        private T Pick<T>(IReadOnlyCollection<T> from) => from.ElementAt(_random.Next(from.Count));
    }
}
