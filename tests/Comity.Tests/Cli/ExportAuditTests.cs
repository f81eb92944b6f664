using System.Text;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Tests.Record;
using static Comity.Tests.Cli.ExportScript;

namespace Comity.Tests.Cli;

/// <summary>An export checked by itself, whole and after somebody had it in hand. What is changed is resealed: the last line is no protection.</summary>
[Trait("Category", "Slow")]
public sealed class ExportAuditTests
{
    private static readonly ChannelId Pair = ChannelId.Parse("arda+bera");

    [Fact]
    public void A_whole_channel_verifies_by_itself_plenary_or_not()
    {
        var forum = Talk(out _);
        foreach (var channel in new[] { ChannelId.Plenary, Pair })
        {
            var report = Audit(Channel(forum, channel));
            Assert.Empty(report.Audit.Findings);
            Assert.Equal(forum.Id, report.Head!.Forum);
            Assert.Equal(forum["Arda"].Record.Find(channel)!.Seen, report.Head.Heads);
            Assert.Equal(forum.Said.Count(s => s.Channel == channel) + (channel == Pair ? 1 : 0), report.Audit.Statements);
        }
    }

    [Fact]
    public void A_statement_verifies_with_the_word_of_every_other_member_that_held_it()
    {
        var forum = ForumBuilder.Founded();
        var said = forum["Arda"].Says("first");
        forum["Arda"].Says("second");
        forum.TellAll();
        forum["Bera"].NewRoster();
        forum["Bera"].AdoptsNewestRoster(ChannelId.Plenary);
        forum["Cirra"].Says("heard both");
        forum.TellAll();
        var report = Audit(One(forum, said));
        Assert.Empty(report.Audit.Findings);
        Assert.Equal(["bera", "cirra"], report.Holders.Select(h => h.ToString()));
        Assert.Equal(said.Id, report.Head!.Statement);
    }

    [Fact]
    public void A_statement_that_nobody_else_has_seen_stands_under_its_own_journals_last_word_or_by_itself()
    {
        var forum = ForumBuilder.Founded();
        var (first, last) = (forum["Arda"].Says("first"), forum["Arda"].Says("last"));
        foreach (var said in new[] { first, last })
        {
            var report = Audit(One(forum, said));
            Assert.Empty(report.Audit.Findings);
            Assert.Empty(report.Holders);
        }

        Assert.Contains(One(forum, first), l => l == last.Compact);
    }

    [Fact]
    public void Every_statement_of_a_story_can_be_exported_the_charter_and_what_carries_rosters_too()
    {
        var forum = Talk(out _);
        Assert.All(forum.Said, said => Assert.Empty(Audit(One(forum, said)).Audit.Findings));
    }

    [Fact]
    public void Changes_in_signing_inputs_are_found() => EveryChangeIsFound(stride: 41);

    [Fact]
    [Trait("Category", "Slow")]
    public void Every_single_character_changed_in_any_signing_input_is_found() => EveryChangeIsFound(stride: 1);

    private static void EveryChangeIsFound(int stride)
    {
        var forum = Talk(out var question);
        foreach (var lines in new[] { Channel(forum, Pair), One(forum, question) })
        {
            var places = lines.SelectMany((line, at) => line.StartsWith("eyJ", StringComparison.Ordinal)
                ? Enumerable.Range(0, line.LastIndexOf('.')).Where(p => (p + at) % stride == 0).Select(p => (At: at, Position: p))
                : []);
            Parallel.ForEach(places, place =>
            {
                var text = new StringBuilder(lines[place.At]);
                text[place.Position] = text[place.Position] == 'A' ? 'B' : 'A';
                var changed = lines.ToList();
                changed[place.At] = text.ToString();
                Assert.False(Audit(Resealed(changed)).Audit.IsSound, $"line {place.At + 1}, character {place.Position + 1}");
            });
        }
    }

    [Fact]
    public void In_the_export_of_one_statement_every_signature_counts_and_in_a_channels_those_that_hold_the_rest()
    {
        var forum = Talk(out var question);
        foreach (var (lines, every) in new[] { (One(forum, question), true), (Channel(forum, Pair), false) })
        {
            foreach (var at in Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith("eyJ", StringComparison.Ordinal)))
            {
                var changed = lines.ToList();
                var dot = lines[at].LastIndexOf('.');
                changed[at] = lines[at][..(dot + 9)] + (lines[at][dot + 9] == 'A' ? 'B' : 'A') + lines[at][(dot + 10)..];
                var report = Audit(Resealed(changed));
                Assert.True(StatementGate.TryRead(lines[at], out var statement, out _));
                var isHead = report.Head!.Heads[statement.Member].Size == statement.Index + 1;
                Assert.Equal(
                    every || isHead || Founding.CarriesRoster(statement.Kind),
                    report.Audit.Findings.Any(f => f.Code == "audit.signature" && f.Where == $"line {at + 1}, {statement.Channel}/{statement.Member}/{statement.Index}"));
            }
        }
    }

    [Fact]
    public void Every_byte_changed_anywhere_is_found_when_the_file_was_not_resealed()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(One(Talk(out var question), question).Select(l => l + "\n")));
        Parallel.For(0, file.Length / 23, i =>
        {
            var changed = file.ToArray();
            changed[i * 23] ^= 1;
            Assert.False(Audit(changed).Audit.IsSound, $"byte {i * 23}");
        });
    }

    [Fact]
    public void An_export_cut_anywhere_is_found_and_the_place_named()
    {
        var forum = Talk(out var question);
        foreach (var lines in new[] { Channel(forum, ChannelId.Plenary), One(forum, question) })
        {
            for (var kept = 0; kept < lines.Count; kept++)
            {
                Assert.Contains(Audit(lines.Take(kept)).Audit.Findings, f => f.Code == "export.end" && f.Where == $"line {kept}");
                Assert.False(Audit(Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(kept + 1)))).Audit.IsSound);
                if (kept < lines.Count - 1)
                {
                    Assert.False(Audit(Resealed(lines.Take(kept))).Audit.IsSound, $"{kept} of {lines.Count} lines, resealed");
                }
            }
        }
    }

    [Fact]
    public void Lines_swapped_left_out_or_given_twice_are_found()
    {
        var forum = Talk(out var question);
        foreach (var lines in new[] { Channel(forum, ChannelId.Plenary), Channel(forum, Pair), One(forum, question) })
        {
            for (var at = 0; at < lines.Count - 1; at++)
            {
                var (without, twice) = (lines.ToList(), lines.ToList());
                without.RemoveAt(at);
                twice.Insert(at, lines[at]);
                Assert.False(Audit(Resealed(without)).Audit.IsSound, $"without line {at + 1}");
                Assert.False(Audit(Resealed(twice)).Audit.IsSound, $"line {at + 1} twice");
                for (var other = at + 1; other < lines.Count - 1; other++)
                {
                    var swapped = lines.ToList();
                    (swapped[at], swapped[other]) = (swapped[other], swapped[at]);
                    Assert.False(Audit(Resealed(swapped)).Audit.IsSound, $"lines {at + 1} and {other + 1} swapped");
                }
            }
        }
    }

    [Fact]
    public void Two_statements_swapped_are_named_by_line_and_place()
    {
        var lines = Channel(Talk(out _), ChannelId.Plenary);
        (lines[3], lines[4]) = (lines[4], lines[3]);
        Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "export.order" && f.Where == "line 5, plenary/arda/1");
    }

    [Fact]
    public void A_foreign_charter_vouches_for_nobody_here()
    {
        var (ours, theirs) = (Talk(out var question), ForumBuilder.Founded("Arda", "Bera"));
        foreach (var lines in new[] { Channel(ours, ChannelId.Plenary), One(ours, question) })
        {
            lines[2] = theirs.CharterStatement.Compact;
            Assert.False(Audit(Resealed(lines)).Audit.IsSound);
            lines[0] = lines[0].Replace(ours.Id.ToString(), theirs.Id.ToString(), StringComparison.Ordinal);
            Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "audit.forum");
        }
    }

    [Fact]
    public void A_head_that_says_more_or_less_than_the_statements_is_found()
    {
        var forum = Talk(out _);
        var lines = Channel(forum, ChannelId.Plenary);
        Assert.True(ExportHead.TryRead(lines[0], out var head, out _));
        var bera = forum["Bera"].Id;
        foreach (var wrong in new[]
        {
            head with { Notice = "Issued by everybody" },
            head with { Channel = Pair },
            head with { Forum = forum.Said[1].Id },
            head with { Heads = new Seen(head.Heads.Where(h => h.Key != bera)) },
            head with { Heads = new Seen(head.Heads.Select(h => KeyValuePair.Create(h.Key, h.Key == bera ? new TreeHead(h.Value.Size + 1, h.Value.Root) : h.Value))) },
        })
        {
            lines[0] = wrong.ToLine();
            Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "export.head" && f.Where == "line 1");
        }

        lines[0] = head.ToLine().Replace(":", ": ", StringComparison.Ordinal);
        Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "export.head");
    }

    [Fact]
    public void A_journal_cut_short_with_its_head_is_found_where_another_member_had_seen_more()
    {
        var forum = Talk(out _);
        var source = Source(forum, ChannelId.Plenary);
        var last = source.Statements.Last(s => s.Member == forum["Bera"].Id);
        var cut = source with { Statements = [.. source.Statements.Where(s => s.Id != last.Id)] };
        var report = Audit(ExportWriter.Channel(new ExportSource(cut.Charter, cut.Channel, cut.Statements, cut.Edition)));
        Assert.Contains(report.Audit.Findings, f => f.Code == "audit.shorter");
    }

    [Fact]
    public void Keys_that_no_roster_names_are_found()
    {
        var lines = One(Talk(out var question), question);
        lines[1] = Channel(ForumBuilder.Founded("Arda", "Bera"), ChannelId.Plenary)[1];
        Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "export.keys" && f.Where == "line 2");
    }

    [Fact]
    public void A_proof_of_another_place_root_or_path_is_found()
    {
        var lines = One(Talk(out var question), question);
        var at = lines.FindIndex(l => ExportProof.TryRead(l, out var proof) && proof.Of == question.Id);
        Assert.True(ExportProof.TryRead(lines[at], out var good));
        foreach (var wrong in new[]
        {
            good with { Index = good.Index - 1 },
            good with { Head = good.Head with { Size = good.Head.Size + 1 } },
            good with { Head = good.Head with { Root = good.Of.Hash } },
            good with { Path = [.. good.Path.Skip(1)] },
            good with { Path = [.. good.Path, good.Of.Hash] },
        })
        {
            lines[at] = wrong.ToLine();
            Assert.Contains(Audit(Resealed(lines)).Audit.Findings, f => f.Code == "export.proof" && f.Where == $"line {at + 1}");
        }
    }

    [Fact]
    public void A_journal_of_somebody_the_charter_does_not_name_is_no_part_of_the_record()
    {
        var (forum, stranger) = (ForumBuilder.Founded("Arda", "Bera"), new ForumBuilder("Dora")["Dora"]);
        var forged = stranger.Signs(stranger.Opening(ChannelId.Plenary), seen: Seen.Nothing([stranger.Id]), roster: 1, forum: forum.Id);
        var report = RecordAudit.Of(
            forum.Said.Append(forged).Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature: true);
        Assert.Contains(report.Findings, f => f.Code == "audit.member" && f.Where == "plenary/dora");
    }

    [Fact]
    public void What_is_no_export_at_all_is_found_and_nothing_is_thrown()
    {
        foreach (var junk in new[] { "", "\n", "{}", "{\"export\":1}\n", "eyJ\n", new string('x', ExportFormat.MaxLine + 1), "{\"export\":\"comity-export/2\"}\n", "\uFEFF{}\n", "\0\0\n" })
        {
            Assert.False(Audit(Encoding.UTF8.GetBytes(junk)).Audit.IsSound);
        }

        Assert.False(Audit([0xFF, 0xFE, (byte)'\n']).Audit.IsSound);
    }
}
