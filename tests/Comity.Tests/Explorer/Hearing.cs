using Comity.Record.Journals;

namespace Comity.Tests.Explorer;

/// <summary>What becomes of what a node holds when it hears one statement, or asks another node for all it lacks. Each question is put to the rules once.</summary>
internal sealed class Hearing(World world, Rules rules)
{
    private readonly List<Held> _held = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<(int, int), int> _heard = [];
    private readonly Dictionary<(int, int), int> _asked = [];
    private readonly Dictionary<int, int> _mirrored = [];

    /// <summary>Questions put to the rules of the record.</summary>
    public long Judged { get; private set; }

    public int Count => _held.Count;

    public Held this[int number] => _held[number];

    public int Hold(int owner, int[][] journals, int[] evidence, int[] disputed)
    {
        var key = Held.KeyOf(owner, journals, evidence, disputed);
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _numbers[key] = _held.Count;
            _held.Add(new Held(world, owner, journals, evidence, disputed));
        }

        return number;
    }

    public int Nothing(int owner) => Hold(owner, [[], [], []], [], []);

    public int Founded(int owner) => Hold(owner, [.. world.First.Select(f => new[] { f })], [], []);

    /// <summary>As the record takes one statement from a peer: admitted, or half of evidence, or a disputed sighting, or without effect.</summary>
    public int Hear(int held, int statement)
    {
        if (!_heard.TryGetValue((held, statement), out var heard))
        {
            heard = _heard[(held, statement)] = Judge(held, statement);
        }

        return heard;
    }

    /// <summary>As a node that listens to a peer: pulls what it lacks, takes evidence, compares journals that part, takes the branch that goes on; until nothing more comes.</summary>
    public int Ask(int asker, int asked)
    {
        if (!_asked.TryGetValue((asker, asked), out var outcome))
        {
            outcome = asker;
            for (var before = -1; before != outcome;)
            {
                before = outcome;
                outcome = Compare(TakeEvidence(Pull(outcome, _held[asked]), _held[asked]), _held[asked]);
            }

            _asked[(asker, asked)] = outcome;
        }

        return outcome;
    }

    public int Mirror(int number)
    {
        if (!_mirrored.TryGetValue(number, out var mirrored))
        {
            var held = _held[number];
            mirrored = _mirrored[number] = Hold(
                World.MirrorMember(held.Owner),
                [.. Enumerable.Range(0, World.Count).Select(m => held.Journals[World.MirrorMember(m)].Select(world.Mirror).ToArray())],
                [.. held.Evidence.Select(world.MirrorEvidence).Order()],
                [.. held.Disputed.Select(world.Mirror).Order()]);
        }

        return mirrored;
    }

    private int Judge(int number, int statement)
    {
        Judged++;
        var (held, said) = (_held[number], world[statement]);
        return rules.Judge(held.Record, said) switch
        {
            Admission.Admitted { IsNew: true } => Admitted(held, said, statement),
            Admission.Refused { Code: "record.index-taken" } => Noted(number, world.Build(held.Journals[said.Author][said.Index], statement)),
            Admission.Refused { Code: "record.seen-disputed" } when !held.Disputed.Any(d => world[d].Author == said.Author) =>
                Hold(held.Owner, held.Journals, held.Evidence, [.. held.Disputed.Append(statement).Order()]),
            _ => number,
        };
    }

    // A disputed sighting refused at this place, signed by the same member, is the other half of a fork.
    private int Admitted(Held held, Known said, int statement)
    {
        var admitted = With(held, said.Author, [.. held.Journals[said.Author], statement]);
        var beside = held.Disputed.FirstOrDefault(d => world[d].Author == said.Author && world[d].Index == said.Index && d != statement, -1);
        return beside < 0 ? admitted : Noted(admitted, world.Build(statement, beside));
    }

    /// <summary>As SightingBook: the first journal whose root does not match; null when all do.</summary>
    public int? Disputed(Held held, int statement) => Enumerable.Range(0, World.Count).Cast<int?>().FirstOrDefault(m =>
        m != world[statement].Author && world[statement].Statement.Seen[World.Members[m!.Value]] is var sight
        && sight.Size <= held.Journals[m.Value].Length && held.Of(m.Value).Tree.RootAt(sight.Size) != sight.Root);

    private int Pull(int number, Held from)
    {
        for (var before = -1; before != number;)
        {
            before = number;
            for (var member = 0; member < World.Count; member++)
            {
                while (_held[number].Journals[member].Length is var size && size < from.Journals[member].Length
                    && Hear(number, from.Journals[member][size]) is var heard && heard != number)
                {
                    number = heard;
                }
            }
        }

        return number;
    }

    private int TakeEvidence(int number, Held from) => from.Evidence.Aggregate(number, (held, evidence) => Noted(held, evidence));

    private int Compare(int number, Held from)
    {
        for (var member = 0; member < World.Count; member++)
        {
            var (ours, theirs) = (_held[number].Journals[member], from.Journals[member]);
            var apart = Enumerable.Range(0, Math.Min(ours.Length, theirs.Length)).FirstOrDefault(i => ours[i] != theirs[i], -1);
            number = TakeBranch(apart < 0 ? number : Hear(number, theirs[apart]), member, apart, from);
        }

        return number;
    }

    // A journal standing still takes from its fork on, also more of its own branch.
    private int TakeBranch(int number, int member, int apart, Held from)
    {
        var held = _held[number];
        var fork = held.Journals[member].Length == 0 ? -1 : apart >= 0 ? apart : (int?)held.Of(member).Forks.Open ?? -1;
        if (fork < 0 || member == held.Owner || !held.Of(member).Forks.Indices.Contains(fork) || from.Journals[member].Length <= fork)
        {
            return number;
        }

        Judged++;
        var branch = from.Journals[member][fork..];
        return rules.Takes(held.Copy(), World.Members[member], fork, world[held.Journals[member][fork - 1]].Statement, [.. branch.Select(b => world[b])])
            ? With(held, member, [.. held.Journals[member][..fork], .. branch])
            : number;
    }

    // What names a journal at or beyond its fork is explained by the evidence, and charged to nobody any more.
    private int Noted(int number, int? evidence) =>
        rules.KeepsEvidence && evidence is { } kept && _held[number] is var held && !held.Evidence.Contains(kept) && held.Record.Takes(world.EvidenceOf(kept))
            ? Hold(held.Owner, held.Journals, [.. held.Evidence.Append(kept).Order()], [.. held.Disputed.Where(d => !IsExplained(held, d, kept))])
            : number;

    private bool IsExplained(Held held, int sighting, int evidence) =>
        Disputed(held, sighting) is { } named && world.EvidenceOf(evidence).Member == World.Members[named] && world[sighting].Statement.Seen[World.Members[named]].Size > world.EvidenceOf(evidence).Index;

    // A sighting is settled by whatever stands at its own index now.
    private int With(Held held, int member, int[] journal) => Hold(
        held.Owner, [.. held.Journals.Select((j, m) => m == member ? journal : j)], held.Evidence,
        [.. held.Disputed.Where(d => world[d].Author != member || journal.Length <= world[d].Index)]);
}
