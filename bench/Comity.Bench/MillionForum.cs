using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Node;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>A forum of three members with many matters in dispute, written straight into a store: everything signed, everything in its order.</summary>
/// <remarks>Kept in a folder, since signing a million statements takes minutes; made again when the folder holds another number of them.</remarks>
internal sealed class MillionForum
{
    private const int Open = 50;
    private const int Together = 4000;

    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    private readonly string _folder;
    private readonly Saved _saved;

    private MillionForum(string folder, Saved saved)
    {
        _folder = folder;
        _saved = saved;
    }

    /// <summary>A node's folder with its database.</summary>
    public string Data => Path.Combine(_folder, "node");

    /// <summary>Statements that follow those in the store, as a peer would serve them.</summary>
    public string MoreFile => Path.Combine(_folder, "more.txt");

    public string CharterText => _saved.Charter;

    public string KeyPem => _saved.Key;

    public string RosterText => _saved.Roster;

    public int Statements => _saved.Count;

    /// <summary>Some acts, spread over all matters.</summary>
    public IReadOnlyList<string> Acts => _saved.Acts;

    public static async Task<MillionForum> InAsync(string folder, int count, int more)
    {
        var state = Path.Combine(folder, "forum.json");
        if (!File.Exists(state) || JsonSerializer.Deserialize<Saved>(await File.ReadAllTextAsync(state), Web) is not { } saved || saved.Count != count || saved.More != more)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(Path.Combine(folder, "node"));
            Console.Error.WriteLine($"making {count} statements in {folder}");
            saved = await new Maker(folder).MakeAsync(count, more);
            await File.WriteAllTextAsync(state, JsonSerializer.Serialize(saved, Web));
        }

        return new MillionForum(folder, saved);
    }

    private sealed record Saved(int Count, int More, string Charter, string Key, string Roster, List<string> Acts);

    private sealed class Maker(string folder)
    {
        private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private readonly MemberId[] _members = [MemberId.Parse("arda"), MemberId.Parse("bera"), MemberId.Parse("cirra")];
        private readonly Dictionary<MemberId, CompactRange> _journals = [];
        private readonly Dictionary<MemberId, SigningKey> _keys = [];
        private readonly List<(PreparedStatement Text, MemberId Member, long Index)> _prepared = [];
        private readonly List<string> _acts = [];
        private StatementId _forum;
        private int _made, _count;

        public async Task<Saved> MakeAsync(int count, int more)
        {
            _count = count;
            var roots = _members.ToDictionary(m => m, _ => SigningKey.Generate());
            var rosters = new Dictionary<MemberId, string>();
            foreach (var member in _members)
            {
                _keys[member] = SigningKey.Generate();
                _journals[member] = CompactRange.Of(null);
                rosters[member] = Roster.Sign(roots[member], member, 1, null, [_keys[member].Public]);
            }

            Dictionary<string, string> Named(MemberId m) => new[] { "en", "ja", "ko" }.ToDictionary(l => l, _ => m.ToString());
            var charter = Founding.SignCharter(
                new Charter("Bench", _members.Select(m => new CharterMember(m, "party", roots[m].Public.Thumbprint, Named(m), Named(m), "Etc/UTC")).ToValueList(),
                    _members[0], ["economy", "security", "history"], ["en"], ["working"], "Etc/UTC", "2026f", _members.ToValueList(), "Made for a bench", rosters[_members[0]]),
                _members[0], _keys[_members[0]], "Registry", "working", Start);
            _forum = charter.Id;
            await using var store = SqliteStatementStore.Open(Path.Combine(folder, "node", NodeHost.DatabaseName));
            await store.AppendAsync([new StoredStatement(charter.Channel, charter.Member, 0, charter.Id, charter.Compact)], default);
            _journals[_members[0]].Append(charter.Id);
            foreach (var member in _members.Skip(1))
            {
                Say(member, Founding.Opening(_forum, ChannelId.Plenary, rosters[member], "Registry", "working", Start));
            }

            await using var file = File.CreateText(Path.Combine(folder, "more.txt"));
            var matters = Matters((count + more) / MatterScript.Length + Open).GetEnumerator();
            for (var written = 1; written < count + more;)
            {
                while (_prepared.Count < Math.Min(Together, written < count ? count - written : count + more - written) && matters.MoveNext())
                {
                    matters.Current();
                }

                var signed = new StoredStatement[_prepared.Count];
                Parallel.For(0, signed.Length, i => signed[i] = new(ChannelId.Plenary, _prepared[i].Member, _prepared[i].Index, _prepared[i].Text.Id, _prepared[i].Text.Sign(_keys[_prepared[i].Member])));
                _prepared.Clear();
                if (written < count)
                {
                    await store.AppendAsync(signed, default);
                }
                else
                {
                    foreach (var statement in signed)
                    {
                        await file.WriteLineAsync(statement.Compact);
                    }
                }

                written += signed.Length;
                if (written / Together % 25 == 0)
                {
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written:#,0}"));
                }
            }

            return new Saved(count, more, charter.Compact, _keys[_members[0]].ToPem(), rosters[_members[0]], _acts);
        }

        // Fifty matters are open at once and go on in turn.
        private IEnumerable<Action> Matters(int count)
        {
            for (var first = 0; first < count; first += Open)
            {
                var open = Enumerable.Range(first, Open).Select(n => new MatterScript(n, count, _members)).ToList();
                for (var step = 0; step < MatterScript.Length; step++)
                {
                    foreach (var matter in open)
                    {
                        var at = step;
                        yield return () => matter.Step(at, Body);
                    }
                }
            }
        }

        private StatementId Body(MemberId author, IBody? body, StatementId? subject, ValueList<StatementId> cites)
        {
            var track = body is null ? null : new[] { "economy", "security", "history" }[_made++ / 7 % 3];
            var id = Say(author, body is null
                ? new StatementDraft(RecordKinds.Receipt, null, null, [], [], "Registry", "working", Start)
                : new StatementDraft(BodyCodec.KindOf(body.GetType()), track, subject, cites, BodyCodec.Write(body), "First Department", "working", Start.AddSeconds(_made)));
            if (body is Domain.Disputes.ActRecorded && _made < _count && _made % 4001 < 8)
            {
                _acts.Add(id.ToString());
            }

            return id;
        }

        private StatementId Say(MemberId author, StatementDraft draft)
        {
            var seen = new Seen(_members.Select(m => KeyValuePair.Create(m, new TreeHead(_journals[m].Size, _journals[m].Root))));
            var prepared = StatementSigner.Prepare(draft, _forum, ChannelId.Plenary, author, seen, 1, _keys[author].Public);
            _prepared.Add((prepared, author, _journals[author].Size));
            _journals[author].Append(prepared.Id);
            return prepared.Id;
        }
    }
}
