using System.Text.Json;
using Comity.Cli.Demo.Case;
using Comity.Record;
using Comity.Record.Forum;

namespace Comity.Tests.Case;

public sealed class CaseCharterTests
{
    private static readonly Charter Built = CaseCharter.Build(m => Hash256.Of([(byte)m.ToString()[0]]).ToString(), "roster");

    [Fact]
    public void The_charter_is_read_back_as_built()
    {
        Assert.True(Charter.TryRead(JsonSerializer.SerializeToElement(Built.ToBody()), out var read, out var fault), fault?.Message);
        Assert.Equal(Built.ToBody().ToJsonString(), read.ToBody().ToJsonString());
    }

    [Fact]
    public void Every_party_has_its_names_in_all_languages_and_a_zone_of_its_own()
    {
        Assert.Equal(["jp", "kr", "us"], Built.Members.Select(m => m.Id.ToString()));
        Assert.All(Built.Members, m => Assert.Superset(Built.Languages.ToHashSet(), m.Names.Keys.ToHashSet()));
        Assert.All(Built.Members, m => Assert.Equal(Built.Languages.Order(), m.Capital.Keys.Order()));
        Assert.Equal(TimeSpan.FromHours(9), TimeZoneInfo.FindSystemTimeZoneById(Built.Zone).BaseUtcOffset);
        Assert.Contains("issued by no government", Built.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_the_script_is_on_a_track_of_the_charter() =>
        Assert.All(CaseScript.Load().Entries.SelectMany(e => e.Lines), l => Assert.Contains(l.Track, Built.Tracks));
}
