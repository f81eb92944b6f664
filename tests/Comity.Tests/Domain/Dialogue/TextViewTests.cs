using Comity.Domain.Dialogue;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

public sealed class TextViewTests
{
    [Fact]
    public void Brackets_are_read_with_their_sponsors_and_those_within_them()
    {
        var pieces = Brackets.Read("The parties [Arda, bera: shall [fully]] [note: may] \\[sic\\].", [Arda, Bera]);

        var bracket = Assert.IsType<Bracket>(pieces[1]);
        Assert.Equal([Arda, Bera], bracket.By);
        Assert.Equal(new Plain("shall "), bracket.Pieces[0]);
        Assert.Empty(Assert.IsType<Bracket>(bracket.Pieces[1]).By);
        Assert.Equal(new Plain("note: may"), Assert.IsType<Bracket>(pieces[3]).Pieces[0]);
        Assert.Equal(new Plain(" [sic]."), pieces[^1]);
        Assert.Equal(3, Brackets.All(pieces).Count());
    }

    [Theory]
    [InlineData("[a")]
    [InlineData("a]")]
    [InlineData("[a]]")]
    public void Half_a_bracket_is_refused(string words)
    {
        Assert.Null(Brackets.Depth(words));
        Assert.Throws<ArgumentException>(() => Brackets.Read(words, []));
    }

    [Fact]
    public void A_text_is_read_clean_in_brackets_and_with_its_trail()
    {
        var table = new TableScript();
        var text = table.Opens();
        var agreed = table.Clause("Arda", text, "The parties \\[three\\] meet.");
        var first = table.Words("Arda", agreed, "They meet \\[all\\].", agreed);
        table.Agree(first);
        var open = table.Clause("Bera", text, "They [arda: shall] talk.", after: agreed);
        table.Words("Cirra", open, "They talk.");

        var views = TextView.Of(table.Text, "en").ToArray();
        Assert.Equal(["They meet [all].", null], views.Select(v => v.Clean));
        Assert.Equal([1, 2], views.Select(v => v.Bracketed.Length));
        Assert.Equal([2, 2], views.Select(v => v.Track.Length));
        Assert.Equal([Arda], Assert.IsType<Bracket>(views[1].Bracketed[0].Pieces[1]).By);
        Assert.All(TextView.Of(table.Text, "ja").SelectMany(v => v.Track), w => Assert.True(w.IsMissing));
    }
}
